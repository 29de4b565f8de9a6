import { rm, stat } from "node:fs/promises";
import type { GapCause } from "@yuanping/shared/contracts/recording.ts";
import type { Clock } from "../kernel/ports.ts";
import type { LiveTrack } from "../media/live-track.ts";
import type { PlaneTap } from "../media/plane.ts";
import type { Capture, ClosedFile, Recorder } from "./recorder.ts";
import type { RecordingCommand } from "./recordings.ts";
import { salvage } from "./salvage.ts";
import type { SegmentFolder, TakeNote } from "./segment-folder.ts";
import type { SegmentPost } from "./segment-post.ts";

/**
 * Shorter stretches than this, in milliseconds, are no gap where a track begins or ends: a picture begins with its first
 * key frame. What died under a track is on record however soon it was replaced.
 */
const shortest = 1_000;
const atEitherEnd: ReadonlySet<GapCause> = new Set<GapCause>(["starting", "nothing-arrived"]);
/** A file of more bytes than this has packets in it. */
const certain = 4096;
/** Between two attempts to record a track, in milliseconds. */
const pause = 300;

export type TrackRecordingSources = Readonly<{
  clock: Clock;
  folder: SegmentFolder;
  post: SegmentPost;
  segmentSeconds: number;
  /** The recorder, or why there is none now. */
  recorder: () => Recorder | Extract<GapCause, "no-recorder" | "disk-full">;
  send: (command: RecordingCommand) => Promise<unknown>;
  onFault: (error: unknown) => void;
}>;

/** What is not recorded yet when the recording of a track begins. */
export type OpenGap = Readonly<{ from: number; cause: GapCause }>;

/**
 * Records one track from its start to its end, in takes: whatever ends a take before the track, the next one begins, and
 * the stretch between them is put on record as a gap.
 */
export class TrackRecording {
  readonly #track: LiveTrack;
  readonly #sources: TrackRecordingSources;
  readonly #closing = new AbortController();
  readonly #done: Promise<void>;
  #gapFrom: number;
  #cause: GapCause;

  constructor(track: LiveTrack, { from, cause }: OpenGap, sources: TrackRecordingSources) {
    this.#track = track;
    this.#sources = sources;
    this.#gapFrom = from;
    this.#cause = cause;
    this.#done = this.#run();
  }

  /** The track has ended, or is not to be recorded further. Resolves when its last file was handed on. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    const { folder, recorder, onFault } = this.#sources;
    await folder.make();
    while (!this.#closing.signal.aborted) {
      const found = recorder();
      if (typeof found === "string") {
        this.#cause = found;
      } else {
        await this.#take(found).catch(onFault);
      }
      await this.#rest();
    }
    // What a muted seat does not send is missing from no recording.
    if (!this.#track.producer.isPaused()) await this.#endGap(this.#lastCause());
  }

  async #take(recorder: Recorder): Promise<void> {
    const { producer, router } = this.#track;
    const opened = await router.openTap(producer);
    if (!opened.ok) return;
    const tap = opened.value;
    try {
      await this.#record(recorder, tap);
    } finally {
      tap.close();
    }
  }

  async #record(recorder: Recorder, tap: PlaneTap): Promise<void> {
    const { clock, folder, segmentSeconds } = this.#sources;
    const { person, source } = this.#track;
    const format = tap.stream.codec.toUpperCase() === "H264" ? "mkv" : "webm";
    const take = `${person}-${source}-${clock.now()}`;
    const note: TakeNote = { person, source, format, next: null };
    const files = new FileQueue(this.#sources, take, note, recorder);
    await folder.noteTake(take, note);
    const ended = new AbortController();
    const capture = await recorder.start({
      stream: tap.stream,
      path: folder.takePath(take),
      format,
      segmentSeconds,
      onFile: (file) => files.add(file),
      onEnd: () => ended.abort(),
    });
    const over = new AbortController();
    const asking = await this.#let(tap, capture, files, over);
    await Promise.race([ended.signal, over.signal, this.#closing.signal].map(aborted));
    clearInterval(asking);
    const blocked = this.#sources.recorder();
    if (!ended.signal.aborted) await capture.stop();
    const until = await files.end();
    if (until === undefined) return;
    this.#gapFrom = until;
    this.#cause = typeof blocked === "string" ? blocked : "recorder-died";
    if (this.#closing.signal.aborted) this.#cause = "nothing-arrived";
  }

  /** Lets the packets flow, and asks a picture for a key frame where a new file is due. */
  async #let(
    tap: PlaneTap,
    capture: Capture,
    files: FileQueue,
    over: AbortController,
  ): Promise<NodeJS.Timeout> {
    await tap.onFirstPacket(() => {
      files.begin(this.#sources.clock.now());
      void this.#endGap(this.#cause).catch(this.#sources.onFault);
    });
    await tap.connect(capture.port);
    await tap.resume();
    tap.requestKeyFrame();
    return setInterval(() => {
      tap.requestKeyFrame();
      if (typeof this.#sources.recorder() === "string") over.abort();
    }, this.#sources.segmentSeconds * 1000);
  }

  /** Why the end of the track is not recorded, where it is not. */
  #lastCause(): GapCause {
    if (this.#track.router.isLost()) return "worker-died";
    return this.#cause === "starting" ? "nothing-arrived" : this.#cause;
  }

  /** The stretch that is not recorded ends now, if there is one. */
  async #endGap(cause: GapCause): Promise<void> {
    const { clock, send } = this.#sources;
    const { person, source } = this.#track;
    const [from, to] = [this.#gapFrom, clock.now()];
    this.#gapFrom = to;
    const longEnough = atEitherEnd.has(cause) ? shortest : 0;
    if (to - from > longEnough) await send({ type: "noteGap", person, source, from, to, cause });
  }

  async #rest(): Promise<void> {
    const rested = new Promise<void>((resolve) => {
      setTimeout(resolve, pause);
    });
    await Promise.race([aborted(this.#closing.signal), rested]);
  }
}

/** The files of one take, closed one after the other. */
class FileQueue {
  readonly #sources: TrackRecordingSources;
  readonly #take: string;
  readonly #recorder: Recorder;
  #note: TakeNote;
  /** When the first packet came. */
  #origin: number | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(sources: TrackRecordingSources, take: string, note: TakeNote, recorder: Recorder) {
    this.#sources = sources;
    this.#take = take;
    this.#recorder = recorder;
    this.#note = note;
  }

  begin(at: number): void {
    this.#origin = at;
    this.#then(() => this.#reach(at));
  }

  add({ path, start, end }: ClosedFile): void {
    const { clock, folder, post } = this.#sources;
    this.#then(async () => {
      const { person, source, format } = this.#note;
      if (!(await this.#isPlayable(path))) {
        await rm(path);
        return;
      }
      const origin = this.#origin ?? clock.now() - end;
      const from = Math.round(origin + start);
      const to = Math.max(from, Math.min(Math.round(origin + end), clock.now()));
      const segment = await folder.close(path, { person, source, format, from, to });
      if (segment === undefined) return;
      post.add(segment);
      await this.#reach(to);
    });
  }

  /** After the recorder has ended: closes what it left, and answers until when there is anything. */
  async end(): Promise<number | undefined> {
    const { folder, post } = this.#sources;
    await this.#last;
    const { segments, until } = await salvage(folder, this.#take, this.#note, this.#recorder);
    for (const segment of segments) post.add(segment);
    return until;
  }

  /** A recorder that is stopped with the first packet of a file leaves a head without a body. */
  async #isPlayable(path: string): Promise<boolean> {
    const { size } = await stat(path);
    return size > certain || (await this.#recorder.look(path)).packets > 0;
  }

  async #reach(next: number): Promise<void> {
    this.#note = { ...this.#note, next };
    await this.#sources.folder.noteTake(this.#take, this.#note);
  }

  #then(step: () => Promise<void>): void {
    this.#last = this.#last.then(step).catch(this.#sources.onFault);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
