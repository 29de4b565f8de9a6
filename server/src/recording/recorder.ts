import type { TapStream } from "../media/plane.ts";

/** A file that the recorder has closed; times in milliseconds since the first packet of its take. */
export type ClosedFile = Readonly<{ path: string; start: number; end: number }>;

export type Take = Readonly<{
  stream: TapStream;
  /** Absolute path of the files without number and ending. */
  path: string;
  format: "webm" | "mkv";
  /** A new file is begun after so many seconds, a picture's with its next key frame. */
  segmentSeconds: number;
  onFile: (file: ClosedFile) => void;
  /** Called once, when it has ended and every file was told of, whoever ended it. */
  onEnd: () => void;
}>;

/** One stream on its way into files. */
export interface Capture {
  /** The UDP port of this machine that it listens on. */
  readonly port: number;
  /** Closes the last file; resolves when it was told of. */
  stop(): Promise<void>;
}

/** What turns packets into files, without changing sound or picture. */
export interface Recorder {
  /** Resolves when it listens. Rejects when it cannot. */
  start(take: Take): Promise<Capture>;
  /** How long the playable part of a file lasts, in milliseconds; 0 when nothing in it can be played. */
  lengthOf(path: string): Promise<number>;
}
