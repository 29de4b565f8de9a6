import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { RecordingCondition } from "@yuanping/shared/contracts/recording.ts";
import type { TrackStates } from "@yuanping/shared/evaluation/room/state.ts";
import { trackKey } from "@yuanping/shared/evaluation/recording/state.ts";
import type { Clock, Random } from "../kernel/ports.ts";
import type { LiveTrack } from "../media/live-track.ts";
import type { Recorder } from "./recorder.ts";
import { salvage } from "./salvage.ts";
import { SegmentFolder } from "./segment-folder.ts";
import { SegmentPost } from "./segment-post.ts";
import { TrackRecording, type OpenGap } from "./track-recording.ts";

export type RecordingCommand = Extract<
  Command,
  { type: "keepSegments" | "noteGap" | "noteRecording" }
>;

export type RecordingsSources = Readonly<{
  /** The folder of all recordings. */
  root: string;
  segmentSeconds: number;
  clock: Clock;
  random: Random;
  /** Puts a command of the system on record; false when the record will not have it. Waits while it cannot be asked. */
  send: (evaluation: string, id: string, command: RecordingCommand) => Promise<boolean>;
  onFault: (error: unknown) => void;
}>;

type Kept = Readonly<{
  folder: SegmentFolder;
  post: SegmentPost;
  tracks: Map<string, TrackRecording>;
  /** Tracks that ended because their worker died, and when. */
  lost: Map<string, number>;
}>;

/** A track that comes back within this time, in milliseconds, is the one that its worker's death broke off. */
const sameTrack = 60_000;

/**
 * Records every track of the evaluations whose rules demand it. What is there and what is missing stands in their
 * streams; whatever dies, recording goes on with the next take.
 */
export class Recordings {
  readonly #sources: RecordingsSources;
  readonly #required = new Set<string>();
  readonly #evaluations = new Map<string, Kept>();
  readonly #closing = new Set<Promise<void>>();
  #recorder: Recorder | undefined;
  /** Resolves when it is known whether there is a recorder. */
  readonly #decided = Promise.withResolvers<void>();
  #disk: "enough" | "low" | "full" = "enough";

  constructor(sources: RecordingsSources) {
    this.#sources = sources;
  }

  get condition(): RecordingCondition {
    if (this.#recorder === undefined) return "no-recorder";
    if (this.#disk === "full") return "disk-full";
    return this.#disk === "low" ? "disk-low" : "on";
  }

  /** From now on there is a recorder. */
  use(recorder: Recorder): void {
    this.#recorder = recorder;
    this.#decided.resolve();
    this.#tellAll();
  }

  /** There will be no recorder in this process. */
  giveUp(): void {
    this.#decided.resolve();
  }

  setDisk(disk: "enough" | "low" | "full"): void {
    this.#disk = disk;
    this.#tellAll();
  }

  /** Whether the rules of an evaluation demand recording; nothing of another is recorded. */
  require(evaluation: string, required: boolean): void {
    if (required) this.#required.add(evaluation);
    else this.#required.delete(evaluation);
  }

  /** Records a track until the answer is called. */
  follow(track: LiveTrack): () => void {
    if (!this.#required.has(track.evaluation)) return () => undefined;
    const kept = this.#kept(track.evaluation);
    const key = trackKey(track);
    const { clock, segmentSeconds, onFault } = this.#sources;
    const recording = new TrackRecording(track, this.#gapBefore(kept, key), {
      clock,
      folder: kept.folder,
      post: kept.post,
      segmentSeconds,
      recorder: () => this.#recorderNow(),
      send: (command) => this.#send(track.evaluation, command),
      onFault,
    });
    kept.tracks.set(key, recording);
    this.#tell(track.evaluation);
    return () => {
      if (track.router.isLost()) kept.lost.set(key, clock.now());
      if (kept.tracks.get(key) === recording) kept.tracks.delete(key);
      const closed = recording
        .close()
        .catch(onFault)
        .finally(() => this.#closing.delete(closed));
      this.#closing.add(closed);
    };
  }

  /** Resolves when everything that was recorded of an evaluation's ended tracks is on record. */
  async finish(evaluation: string): Promise<void> {
    await Promise.all(this.#closing);
    await this.#evaluations.get(evaluation)?.post.flush();
  }

  /**
   * After a restart: closes what the server before left open, puts it on record, and the time since then as gaps of
   * the tracks that were on the air.
   */
  async recover(evaluation: string, tracks: Readonly<Record<string, TrackStates>>): Promise<void> {
    const { clock, onFault } = this.#sources;
    const now = clock.now();
    const { folder, post } = this.#kept(evaluation);
    const takes = await folder.takes();
    if (takes.length > 0) await this.#decided.promise;
    const until = new Map<string, number>();
    for (const { take, note } of takes) {
      const found = await salvage(folder, take, note, this.#recorder);
      const key = trackKey(note);
      until.set(key, Math.max(until.get(key) ?? 0, found.until ?? 0));
    }
    // What was salvaged is among the files that are in no batch.
    await post.recover().catch(onFault);
    if (!this.#required.has(evaluation)) return;
    for (const [person, sources] of Object.entries(tracks)) {
      for (const source of ["microphone", "camera", "screen"] as const) {
        const track = sources[source];
        if (track === undefined || track.state === "off") continue;
        const recorded = until.get(trackKey({ person, source })) ?? 0;
        const gap = { person, source, from: Math.max(recorded, track.since), to: now };
        if (gap.from >= gap.to) continue;
        await this.#send(evaluation, { type: "noteGap", ...gap, cause: "server-down" });
      }
    }
  }

  /** Ends all recordings and hands their last files on. */
  async close(): Promise<void> {
    const all = [...this.#evaluations.values()];
    await Promise.all(all.flatMap(({ tracks }) => [...tracks.values()].map((one) => one.close())));
    await Promise.all(this.#closing);
    await Promise.all(all.map(({ post }) => post.flush()));
  }

  #recorderNow(): Recorder | "no-recorder" | "disk-full" {
    if (this.#disk === "full") return "disk-full";
    return this.#recorder ?? "no-recorder";
  }

  #gapBefore({ lost }: Kept, key: string): OpenGap {
    const now = this.#sources.clock.now();
    const since = lost.get(key);
    lost.delete(key);
    return since !== undefined && now - since < sameTrack
      ? { from: since, cause: "worker-died" }
      : { from: now, cause: "starting" };
  }

  #kept(evaluation: string): Kept {
    const known = this.#evaluations.get(evaluation);
    if (known !== undefined) return known;
    const { root, onFault, send } = this.#sources;
    const folder = new SegmentFolder(root, evaluation);
    const post = new SegmentPost(folder, (id, command) => send(evaluation, id, command), onFault);
    const kept = { folder, post, tracks: new Map(), lost: new Map() };
    this.#evaluations.set(evaluation, kept);
    return kept;
  }

  #send(evaluation: string, command: RecordingCommand): Promise<boolean> {
    return this.#sources.send(evaluation, this.#sources.random.id(), command);
  }

  #tellAll(): void {
    for (const [evaluation, { tracks }] of this.#evaluations) {
      if (tracks.size > 0) this.#tell(evaluation);
    }
  }

  #tell(evaluation: string): void {
    const { condition } = this;
    this.#send(evaluation, { type: "noteRecording", condition }).catch(this.#sources.onFault);
  }
}
