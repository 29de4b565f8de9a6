import { useCallback, useState } from "react";

export type MissingFiles = Readonly<{
  has: (file: string) => boolean;
  /** A file that is on record did not come, or cannot be played. */
  add: (file: string) => void;
}>;

/** The files that were asked for and could not be played, as far as anybody has looked. */
export function useMissingFiles(): MissingFiles {
  const [files, setFiles] = useState<ReadonlySet<string>>(new Set());
  const add = useCallback((file: string) => setFiles((known) => new Set([...known, file])), []);
  return { has: (file) => files.has(file), add };
}
