import { findFfmpeg } from "./ffmpeg.ts";

/** Prints the path of an FFmpeg that runs here, or on stderr what to do to have one. */
try {
  process.stdout.write(`${await findFfmpeg()}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
