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

/** How many packets a file has, and how long they last, in milliseconds. */
export type Playable = Readonly<{ packets: number; length: number }>;

/** What turns packets into files, without changing sound or picture. */
export interface Recorder {
  /** Resolves when it listens. Rejects when it cannot. */
  start(take: Take): Promise<Capture>;
  /** What of a file can be played, wherever it breaks off. */
  look(path: string): Promise<Playable>;
}
