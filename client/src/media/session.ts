import {
  mediaResetSchema,
  mediaSourceSchema,
  mediaSpeakerSchema,
  mediaStatusSchema,
  mediaTracksSchema,
} from "@yuanping/shared/contracts/media.ts";
import type { MediaSource, MediaTracks } from "@yuanping/shared/contracts/media.ts";
import type { types } from "mediasoup-client";
import { MediaRefusedError } from "./ask.ts";
import type { MediaSocket } from "./ask.ts";
import { encodingsFor } from "./encodings.ts";
import { MediaLink } from "./link.ts";
import type { Layers, LocalTrack } from "./link.ts";
import { described, idleState, mutedOf, statusAfter, withTrack } from "./state.ts";
import type { MediaFailure, MediaState } from "./state.ts";

export type MediaSessionOptions = Readonly<{
  socket: MediaSocket;
  /** In a browser `() => Device.factory()`; in Node a Device with a named handler over WebRTC globals. */
  createDevice: () => Promise<types.Device>;
  /** Other encodings than a 720p camera's. */
  encodings?: (source: MediaSource) => types.RtpEncodingParameters[] | undefined;
  /** The layers to begin with, e.g. `{spatial: 0, temporal: 0}` on a wall. */
  layersFor?: (person: string, source: MediaSource) => Layers | undefined;
  /** What is looked at, where not everything is; say `reconsider` when it changes. */
  wanted?: (person: string, source: MediaSource) => boolean;
}>;

/** Pauses before another try, in milliseconds. */
const retryPauses = [300, 700, 1500, 3000] as const;
const failuresKept = 20;

/**
 * One person's media in one room, for as long as the page is open. It holds what should be sent and, from the server,
 * the list of what may be received, and brings reality to both again and again: after a change, a refusal, a new socket
 * or a reset. Observe it with `subscribe` and `state`; every change makes a new state.
 */
export class MediaSession {
  readonly #options: MediaSessionOptions;
  readonly #listeners = new Set<() => void>();
  readonly #local = new Map<MediaSource, LocalTrack>();
  readonly #heard: readonly (readonly [string, (body: unknown) => void])[];
  #state: MediaState = idleState;
  #remote: MediaTracks | undefined;
  #link: MediaLink | undefined;
  #abort = new AbortController();
  #converging = false;
  #dirty = false;
  /** What the room's rules forbade to send; asked again only when everything is built anew. */
  readonly #forbidden = new Set<MediaSource>();
  #failuresInARow = 0;
  #retry: ReturnType<typeof setTimeout> | undefined;

  constructor(options: MediaSessionOptions) {
    this.#options = options;
    this.#heard = [
      ["connect", () => this.#rebuild()],
      ["disconnect", () => this.#onDisconnect()],
      ["media:status", (body) => this.#onStatus(body)],
      ["media:tracks", (body) => this.#onTracks(body)],
      ["media:reset", (body) => mediaResetSchema.safeParse(body).success && this.#rebuild()],
      ["media:speaker", (body) => this.#onSpeaker(body)],
    ];
  }

  get state(): MediaState {
    return this.#state;
  }

  /** Calls `listener` after every change of state. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  /** Enters the room's media and stays in it until `close`. */
  start(): void {
    if (this.#state.status !== "idle") return;
    for (const [event, listener] of this.#heard) this.#options.socket.on(event, listener);
    this.#update({ status: "joining" });
    this.#converge();
  }

  /** Sends this track as `source`, in place of any earlier one, for as long as the session lives. */
  publish(source: MediaSource, track: MediaStreamTrack, disguised = false): void {
    const muted = this.#local.get(source)?.muted ?? false;
    this.#local.set(source, { track, muted, disguised });
    this.#converge();
  }

  unpublish(source: MediaSource): void {
    this.#local.delete(source);
    this.#converge();
  }

  /** Mutes or unmutes a source that is published; the seat stays visible to the others as muted. */
  setMuted(source: MediaSource, muted: boolean): void {
    const local = this.#local.get(source);
    if (local === undefined) return;
    this.#local.set(source, { ...local, muted });
    this.#converge();
  }

  /** Asks for a layer of what is being received; a hint, never an error. */
  preferLayers(person: string, source: MediaSource, layers: Layers): void {
    this.#link?.preferLayers(person, source, layers).catch((error: unknown) => {
      this.#failed({ step: "receive", source }, error);
    });
  }

  /** What is wanted has changed. */
  reconsider(): void {
    if (!this.#over()) this.#converge();
  }

  /** Leaves; local tracks belong to the caller and are not stopped. */
  close(): void {
    if (this.#state.status === "closed") return;
    for (const [event, listener] of this.#heard) this.#options.socket.off(event, listener);
    this.#drop();
    this.#update({ status: "closed" });
  }

  #onDisconnect(): void {
    this.#drop();
    if (this.#state.status === "ready") this.#update({ status: "joining" });
  }

  #onStatus(body: unknown): void {
    const parsed = mediaStatusSchema.safeParse(body);
    if (!parsed.success) return;
    const { state } = parsed.data;
    this.#update({ progress: parsed.data });
    if (state === "ready") {
      const { status } = this.#state;
      if (status === "preparing" || status === "unavailable") this.#rebuild();
      return;
    }
    this.#drop();
    this.#update({ status: state });
  }

  #onTracks(body: unknown): void {
    const parsed = mediaTracksSchema.safeParse(body);
    if (!parsed.success) return;
    const last = this.#remote;
    const { epoch, version } = parsed.data;
    const newer =
      last === undefined || epoch > last.epoch || (epoch === last.epoch && version > last.version);
    if (!newer) return;
    this.#remote = parsed.data;
    this.#converge();
  }

  #onSpeaker(body: unknown): void {
    const parsed = mediaSpeakerSchema.safeParse(body);
    if (parsed.success) this.#update({ speaker: parsed.data.person });
  }

  /** Closes what there is. */
  #drop(): void {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#abort.abort(new Error("the media link is dropped"));
    this.#abort = new AbortController();
    this.#link?.close();
    this.#link = undefined;
    this.#forbidden.clear();
    this.#update({ tracks: new Map(), muted: new Map(), speaker: null });
  }

  #rebuild(): void {
    if (this.#over()) return;
    this.#drop();
    this.#failuresInARow = 0;
    this.#update({ status: "joining" });
    this.#converge();
  }

  #over(): boolean {
    const { status } = this.#state;
    return status === "closed" || status === "replaced" || status === "idle";
  }

  /** Brings reality to what is wanted; one pass at a time, and another as long as something changed meanwhile. */
  #converge(): void {
    this.#dirty = true;
    if (this.#converging) return;
    this.#converging = true;
    const end = () => {
      this.#converging = false;
      if (this.#dirty) this.#converge();
    };
    this.#passes().then(end, (error: unknown) => {
      end();
      this.#failed({ step: "join" }, error);
    });
  }

  async #passes(): Promise<void> {
    while (this.#dirty) {
      this.#dirty = false;
      const { status } = this.#state;
      if (status !== "joining" && status !== "ready") return;
      if (!this.#options.socket.connected) return;
      const done = (await this.#joined()) && (await this.#flowing());
      if (done) this.#failuresInARow = 0;
      if (!done && !this.#dirty) this.#tryAgain();
    }
  }

  #tryAgain(): void {
    const { status } = this.#state;
    if (status !== "joining" && status !== "ready") return;
    const pause = retryPauses[Math.min(this.#failuresInARow, retryPauses.length - 1)] ?? 0;
    this.#failuresInARow += 1;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#converge(), pause);
  }

  /** Whether there is a link now. */
  async #joined(): Promise<boolean> {
    if (this.#link !== undefined) return true;
    const abort = this.#abort;
    this.#remote = undefined;
    try {
      const link = await MediaLink.join(this.#linkOptions(), abort);
      if (abort !== this.#abort) {
        link.close();
        return false;
      }
      this.#link = link;
      this.#update({ status: "ready" });
      return true;
    } catch (error) {
      if (abort !== this.#abort) return false;
      this.#failed({ step: "join" }, error);
      const status = statusAfter(error);
      if (status !== undefined) this.#update({ status });
      return false;
    }
  }

  /** Whether everything flows now; what the room's rules forbid counts as done. */
  async #flowing(): Promise<boolean> {
    const link = this.#link;
    if (link === undefined) return false;
    const remote = this.#remote?.epoch === link.epoch ? this.#remote.tracks : [];
    this.#update({ muted: mutedOf(remote) });
    const sources = mediaSourceSchema.options.filter((source) => !this.#forbidden.has(source));
    const steps = await Promise.all([
      ...sources.map((source) =>
        this.#step({ step: "send", source }, link, link.send(source, this.#local.get(source))),
      ),
      this.#step({ step: "receive" }, link, link.receive(remote)),
    ]);
    return steps.every(Boolean);
  }

  async #step(
    where: Pick<MediaFailure, "step" | "source">,
    link: MediaLink,
    work: Promise<void>,
  ): Promise<boolean> {
    try {
      await work;
      return true;
    } catch (error) {
      // The link was dropped meanwhile: whatever failed with it will be done again by the next one.
      if (link !== this.#link) return true;
      this.#failed(where, error);
      const forbidden =
        error instanceof MediaRefusedError && error.refusal.category === "forbidden";
      if (forbidden && where.source !== undefined) this.#forbidden.add(where.source);
      return forbidden;
    }
  }

  #linkOptions() {
    const { socket, createDevice, encodings = encodingsFor, layersFor, wanted } = this.#options;
    return {
      socket,
      createDevice,
      encodings,
      layersFor: layersFor ?? (() => undefined),
      wanted: wanted ?? (() => true),
      received: (remote: MediaTracks["tracks"][number], track: MediaStreamTrack | undefined) =>
        this.#update({ tracks: withTrack(this.#state.tracks, remote, track) }),
      broken: () => {
        this.#failed({ step: "connect" }, "no-path");
        this.#rebuild();
      },
      ended: (source: MediaSource) => this.#failed({ step: "device", source }, "track-ended"),
    };
  }

  #failed(where: Pick<MediaFailure, "step" | "source">, error: unknown): void {
    const failures = [...this.#state.failures, { ...where, ...described(error) }];
    this.#update({ failures: failures.slice(-failuresKept) });
  }

  #update(change: Partial<MediaState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}
