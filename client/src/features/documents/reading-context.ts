import { createContext, useContext } from "react";

/** The document that is being read beside the work. */
export type Reading = Readonly<{ bid: string; sha256: string; name: string }>;

export type ReadingDesk = Readonly<{
  reading: Reading | undefined;
  read: (document: Reading | undefined) => void;
}>;

export const ReadingContext = createContext<ReadingDesk>({ reading: undefined, read: () => {} });

export function useReading(): ReadingDesk {
  return useContext(ReadingContext);
}
