import { execFile, spawn, type ChildProcessByStdio } from "node:child_process";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import type { Capture, ClosedFile, Playable, Recorder, Take } from "../../recording/recorder.ts";
import { sayBye } from "./rtcp-bye.ts";
import { sdpOf } from "./sdp.ts";
import { freePortPair, listened } from "./udp-port.ts";

/** How long FFmpeg may take to listen, in milliseconds. */
const startPatience = 15_000;
/** How long it may take to end after the stream's last packet, and then after a signal, in milliseconds. */
const byePatience = 2_000;
const signalPatience = 5_000;

/** FFmpeg, one process a stream: what arrives is copied into WebM or Matroska and never encoded anew. */
export class FfmpegRecorder implements Recorder {
  readonly #ffmpeg: string;
  readonly #ffprobe: string;
  readonly #warn: (message: string) => void;

  constructor(ffmpeg: string, warn: (message: string) => void) {
    this.#ffmpeg = ffmpeg;
    const beside = join(dirname(ffmpeg), "ffprobe");
    this.#ffprobe = existsSync(beside) ? beside : "ffprobe";
    this.#warn = warn;
  }

  async start(take: Take): Promise<Capture> {
    const port = await freePortPair();
    const child = this.#spawn(take);
    child.stdin.on("error", () => undefined);
    child.stdin.end(sdpOf(take.stream, port));
    createInterface({ input: child.stderr }).on("line", (line) => this.#warn(line));
    createInterface({ input: child.stdout }).on("line", (line) => {
      const file = closedFile(take, line);
      if (file !== undefined) take.onFile(file);
    });
    const over = new AbortController();
    const ended = new Promise<void>((resolve) => {
      child.once("error", (error) => this.#warn(error.message));
      child.once("close", () => {
        over.abort();
        resolve();
        take.onEnd();
      });
    });
    await listened(port, AbortSignal.any([over.signal, AbortSignal.timeout(startPatience)]));
    if (over.signal.aborted) throw new Error("FFmpeg ended before it listened");
    const stop = async () => {
      // A signal would be looked at with the next packet only, which a track that has ended does not send, and a second
      // one breaks off the writing of the file's end. The end of the stream ends it at once and in order.
      await sayBye(port).catch((error: unknown) => this.#warn(String(error)));
      const signal = setTimeout(() => child.kill("SIGTERM"), byePatience);
      const kill = setTimeout(() => child.kill("SIGKILL"), byePatience + signalPatience);
      await ended;
      clearTimeout(signal);
      clearTimeout(kill);
    };
    return { port, stop };
  }

  async look(path: string): Promise<Playable> {
    const args = ["-v", "error", "-show_entries", "packet=pts_time", "-of", "csv=p=0", path];
    const out = await new Promise<string>((resolve) => {
      // A file that breaks off is an error to FFprobe, and still has packets.
      execFile(this.#ffprobe, args, { timeout: 30_000 }, (_error, stdout) => resolve(stdout));
    });
    const times = out
      .split("\n")
      .map((line) => Number.parseFloat(line))
      .filter((time) => Number.isFinite(time));
    const last = times.reduce((most, time) => Math.max(most, time), 0);
    return { packets: times.length, length: Math.round(last * 1000) };
  }

  #spawn(take: Take): ChildProcessByStdio<Writable, Readable, Readable> {
    const args = argumentsFor(take);
    // A server that is killed takes its recorders along, and the next one closes their files. By no milder signal: they
    // would wait for a packet to look at it, and nobody is left to send one.
    const [program, ...rest] = existsSync("/usr/bin/setpriv")
      ? ["/usr/bin/setpriv", "--pdeathsig", "KILL", this.#ffmpeg, ...args]
      : [this.#ffmpeg, ...args];
    return spawn(program ?? this.#ffmpeg, rest, { stdio: ["pipe", "pipe", "pipe"] });
  }
}

function argumentsFor({ path, format, segmentSeconds }: Take): readonly string[] {
  const input = [
    "-hide_banner -nostdin -loglevel error",
    "-protocol_whitelist pipe,file,udp,rtp -fflags +genpts",
    // Silence is no end: a muted seat sends nothing for hours.
    "-listen_timeout -1 -analyzeduration 1000000 -f sdp -i pipe:0",
  ];
  const output = [
    "-map 0 -c copy -flush_packets 1",
    `-f segment -segment_time ${segmentSeconds} -reset_timestamps 1`,
    `-segment_format ${format === "webm" ? "webm" : "matroska"}`,
    "-segment_format_options cluster_time_limit=1000",
    "-segment_list pipe:1 -segment_list_type csv",
  ];
  return [...input, ...output].flatMap((part) => part.split(" ")).concat(`${path}-%05d.${format}`);
}

/** A line of the list of segments: file, start and end in seconds. */
function closedFile(take: Take, line: string): ClosedFile | undefined {
  const [name, start, end] = line.split(",");
  if (name === undefined || start === undefined || end === undefined) return undefined;
  const path = join(dirname(take.path), name.split("/").at(-1) ?? name);
  return { path, start: Number(start) * 1000, end: Number(end) * 1000 };
}
