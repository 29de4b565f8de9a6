import type { TrackState } from "@yuanping/shared/contracts/commands/conduct.ts";
import type { MediaSource } from "@yuanping/shared/contracts/media.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import type { EvaluationRoom } from "../kernel/evaluation-room.ts";
import type { Random } from "../kernel/ports.ts";
import type { MediaFact } from "../media/facts.ts";

type TrackNotesSources = Readonly<{
  /** The room on this node, or undefined when it is not served here. */
  find: (evaluation: string) => Promise<EvaluationRoom | undefined>;
  random: Random;
  onFault: (error: unknown) => void;
}>;

type Pending = { state: TrackState; timer: NodeJS.Timeout | undefined };

/** A source that is switched on and off again and again leaves one entry in so many milliseconds. */
const pause = 1000;

const stateAfter: Readonly<Record<MediaFact["what"], TrackState>> = {
  started: "on",
  unpaused: "on",
  recovered: "on",
  worsened: "poor",
  paused: "muted",
  stopped: "off",
  plain: "plain",
};

/**
 * Puts on record what cameras, microphones and screens do. The newest state of a source counts; what happened within the
 * pause before it is not told, so that nobody fills the record by clicking.
 */
export class TrackNotes {
  readonly #sources: TrackNotesSources;
  readonly #pending = new Map<string, Pending>();
  #closed = false;

  constructor(sources: TrackNotesSources) {
    this.#sources = sources;
  }

  note({ evaluation, person, source, what }: MediaFact): void {
    if (this.#closed) return;
    const key = `${evaluation}/${person}/${source}`;
    const waiting = this.#pending.get(key);
    if (waiting !== undefined) {
      waiting.state = stateAfter[what];
      return;
    }
    const pending: Pending = { state: stateAfter[what], timer: undefined };
    this.#pending.set(key, pending);
    this.#tell(key, { evaluation, person, source }, pending);
  }

  /** After a restart nothing flows, whatever the record says. */
  async loseAll(room: EvaluationRoom): Promise<void> {
    const tracks = Object.entries(room.state?.room.tracks ?? {});
    for (const [person, sources] of tracks) {
      for (const source of ["camera", "microphone", "screen"] as const) {
        const state = sources[source]?.state ?? "off";
        if (state !== "off") await this.#send(room, person, source, "off");
      }
    }
  }

  close(): void {
    this.#closed = true;
    for (const { timer } of this.#pending.values()) clearTimeout(timer);
    this.#pending.clear();
  }

  /** Tells the state, waits, and tells again if it has changed meanwhile or could not be written. */
  #tell(key: string, track: Omit<MediaFact, "what">, pending: Pending): void {
    const { state } = pending;
    const written = this.#write(track, state).catch((error: unknown) => {
      this.#sources.onFault(error);
      return false;
    });
    pending.timer = setTimeout(() => {
      void written.then((done) => {
        if (this.#closed) return;
        if (done && pending.state === state) this.#pending.delete(key);
        else this.#tell(key, track, pending);
      });
    }, pause);
    pending.timer.unref();
  }

  async #write(
    { evaluation, person, source }: Omit<MediaFact, "what">,
    state: TrackState,
  ): Promise<boolean> {
    const room = await this.#sources.find(evaluation);
    return room === undefined || this.#send(room, person, source, state);
  }

  /** Whether it is on record now, or never will be. */
  async #send(
    room: EvaluationRoom,
    person: string,
    source: MediaSource,
    state: TrackState,
  ): Promise<boolean> {
    const command = { type: "noteTrack" as const, person, source, state };
    const id = this.#sources.random.id();
    const receipt = await room.send({ id, command, actor: systemActor });
    return receipt.ok || receipt.refusal.category !== "unavailable";
  }
}
