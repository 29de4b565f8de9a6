import { streamOf } from "@yuanping/shared/contracts/record.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import type { EvaluationReader } from "./evaluation-reader.ts";
import { EvaluationRoom, type Change, type RoomPorts } from "./evaluation-room.ts";
import { LeaseHeld, leaseMs, renewMs, StreamDamaged } from "./stream-writer.ts";

/** Why a room is not served here. `opening`: its node is gone or not chosen yet; ask again in a moment. */
export type Unserved = Readonly<
  { reason: "moved"; node: string } | { reason: "opening" } | { reason: "damaged"; detail: string }
>;

export type Found =
  | Readonly<{ ok: true; room: EvaluationRoom }>
  | Readonly<{ ok: false } & Unserved>;

/** What may be looked at on any node. */
export type Seen =
  | Readonly<{ ok: true; state: Evaluation | undefined }>
  | Readonly<{ ok: false; reason: "damaged"; detail: string }>;

/** Where a room that is not open here should be served. */
export type Whereabouts = Readonly<
  { at: "here" } | { at: "elsewhere"; node: string } | { at: "opening" }
>;

export type RoomsOptions = Readonly<{
  ports: RoomPorts;
  reader: EvaluationReader;
  /** Asked for a room that is not open here; without it every room is served here. */
  locate?: (evaluation: string) => Promise<Whereabouts>;
  /** Does something about a change after it is durable: media, timers, the reveal, checkpoints, updates to viewers. */
  react: (room: EvaluationRoom, change: Change) => void;
  /** Throws `StreamDamaged` when what belongs to the room beside its stream is not as it was made. */
  onOpen: (room: EvaluationRoom) => Promise<void>;
  /** The room is about to be closed or given away, and can still be written to. */
  onLeaving: (room: EvaluationRoom) => Promise<void>;
  /** The room is no longer served here; `to` is the node it was handed to, if it was. */
  onClosed: (room: EvaluationRoom, to: string | undefined) => void;
  /** Hears once of every room that is refused service. */
  onDamage: (damage: StreamDamaged) => void;
}>;

const prefix = streamOf("");

/** Rooms taken over in one look around at most: other nodes take the rest meanwhile. */
const takenAtOnce = 32;

/**
 * The evaluations that this node serves. A room is folded from its stream when it is first asked for; one whose stream
 * does not hash to what it claims is refused service and reported, while the others go on.
 */
export class Rooms {
  readonly #options: RoomsOptions;
  readonly #rooms = new Map<string, Promise<EvaluationRoom>>();
  /** Those of them that hold their lease already. */
  readonly #held = new Map<string, EvaluationRoom>();
  readonly #damaged = new Map<string, string>();
  /** When leases were last renewed, and since when without a break. */
  #renewedAt = 0;
  #steadySince = 0;
  #closing = false;

  constructor(options: RoomsOptions) {
    this.#options = options;
  }

  /**
   * Opens every evaluation in the store, so that timers and reveals that are due go on after a restart, and every one
   * that is known from an earlier head, so that one that has vanished is missed.
   */
  async openAll(): Promise<void> {
    const { store, past } = this.#options.ports;
    const stored = (await store.streams(prefix)).map(({ stream }) => stream);
    const known = ((await past?.streams()) ?? []).filter((stream) => stream.startsWith(prefix));
    for (const stream of new Set([...stored, ...known])) await this.find(idOf(stream));
  }

  /** Opens those evaluations that an earlier head names and that are gone, so that they are missed though nobody asks. */
  async missVanished(): Promise<void> {
    const { store, past } = this.#options.ports;
    const stored = new Set((await store.streams(prefix)).map(({ stream }) => stream));
    const known = ((await past?.streams()) ?? []).filter((stream) => stream.startsWith(prefix));
    for (const stream of known) if (!stored.has(stream)) await this.find(idOf(stream), "sent");
  }

  /** The room, opened here if this is its place. `sent`: another node has sent its people here. */
  async find(evaluation: string, sent: "sent" | "asked" = "asked"): Promise<Found> {
    const damage = this.#damaged.get(evaluation);
    if (damage !== undefined) return { ok: false, reason: "damaged", detail: damage };
    const { locate } = this.#options;
    try {
      const open = this.#rooms.get(evaluation);
      if (open !== undefined) return { ok: true, room: await open };
      if (this.#closing) return { ok: false, reason: "opening" };
      if (sent === "asked" && locate !== undefined) {
        const place = await locate(evaluation);
        if (place.at === "elsewhere") return { ok: false, reason: "moved", node: place.node };
        if (place.at === "opening") return { ok: false, reason: "opening" };
      }
      return { ok: true, room: await this.#open(evaluation) };
    } catch (error) {
      if (error instanceof LeaseHeld) return { ok: false, reason: "moved", node: error.node };
      if (!(error instanceof StreamDamaged)) throw error;
      return this.#reportDamage(evaluation, error);
    }
  }

  /** The room if it is open here. */
  async here(evaluation: string): Promise<EvaluationRoom | undefined> {
    return this.#rooms.get(evaluation)?.catch(() => undefined);
  }

  /** The state of any evaluation, wherever it is served. */
  async look(evaluation: string): Promise<Seen> {
    const damage = this.#damaged.get(evaluation);
    if (damage !== undefined) return { ok: false, reason: "damaged", detail: damage };
    try {
      const room = await this.here(evaluation);
      const state = room?.state ?? (await this.#options.reader.state(evaluation));
      return { ok: true, state };
    } catch (error) {
      if (!(error instanceof StreamDamaged)) throw error;
      return this.#reportDamage(evaluation, error);
    }
  }

  /** Evaluations whose streams were refused service, with what is wrong with them. */
  damaged(): ReadonlyMap<string, string> {
    return this.#damaged;
  }

  /** How many rooms are served here. */
  get count(): number {
    return this.#rooms.size;
  }

  /**
   * Renews the leases of all open rooms; a room that lost its lease is closed. So is one whose stream is not as this node
   * left it although the lease is ours, as after a change to a database that lacks the last events: who asks for it has
   * the stream folded anew, and what is wrong with it is found.
   */
  async renew(): Promise<void> {
    const { leases, node, store } = this.#options.ports;
    // Not those that are still being read, which renew their own: the others must not wait for them.
    const rooms = [...this.#held.values()];
    const held = rooms.map(({ lease }) => lease);
    const kept = await leases.renew(held, node, leaseMs);
    for (const room of rooms) if (room.isLost || !kept.has(room.lease.stream)) this.#drop(room);
    // Who has no rooms must know, too, whether the store was away.
    if (rooms.length === 0) await store.ping();
    const now = performance.now();
    if (now - this.#renewedAt > leaseMs) this.#steadySince = now;
    this.#renewedAt = now;
  }

  /**
   * Opens the rooms that were handed to this node, and those that nobody holds any more. Who was paused, or cut off from
   * the store, first gives the others time to renew theirs.
   */
  async takeOver(): Promise<void> {
    const { leases, node } = this.#options.ports;
    const now = performance.now();
    const steady = now - this.#renewedAt < 2 * renewMs && now - this.#steadySince >= leaseMs;
    if (this.#closing || !steady) return;
    const waiting = await leases.waiting(prefix, node, this.#rooms.size + takenAtOnce);
    for (const evaluation of waiting.map(idOf)) {
      if (this.#closing) return;
      if (!this.#rooms.has(evaluation)) await this.find(evaluation, "sent");
    }
  }

  /** Closes a room here and gives it to another node, if it is open. */
  async handOver(evaluation: string, to: string): Promise<void> {
    const room = await this.here(evaluation);
    if (room === undefined) return;
    await this.#options.onLeaving(room);
    await room.handTo(to);
    this.#forget(room, to);
  }

  /** Hands the rooms over one by one to the nodes that `choose` names, and closes those that nobody can take. */
  async drain(choose: (evaluation: string) => Promise<string | undefined>): Promise<void> {
    this.#closing = true;
    for (const room of await this.#opened()) {
      const to = await choose(room.id);
      if (to !== undefined) await this.handOver(room.id, to);
    }
    await this.close();
  }

  async close(): Promise<void> {
    this.#closing = true;
    const alone = this.#options.locate === undefined;
    for (const room of await this.#opened()) {
      await this.#options.onLeaving(room);
      await (alone ? room.close() : room.leave());
      this.#forget(room, undefined);
    }
  }

  /** Closes the rooms that nobody needs open any more; who asks for one opens it again. */
  async retire(isDone: (room: EvaluationRoom) => boolean): Promise<void> {
    for (const room of (await this.#opened()).filter(isDone)) {
      await this.#options.onLeaving(room);
      await room.close();
      this.#forget(room, undefined);
    }
  }

  async #opened(): Promise<readonly EvaluationRoom[]> {
    const rooms: EvaluationRoom[] = [];
    for (const opening of this.#rooms.values()) {
      const room = await opening.catch(() => undefined);
      if (room !== undefined) rooms.push(room);
    }
    return rooms;
  }

  #drop(room: EvaluationRoom): void {
    if (this.#held.get(room.id) !== room) return;
    room.abandon();
    this.#forget(room, undefined);
  }

  #forget(room: EvaluationRoom, to: string | undefined): void {
    this.#rooms.delete(room.id);
    this.#held.delete(room.id);
    this.#options.onClosed(room, to);
  }

  #reportDamage(
    evaluation: string,
    error: StreamDamaged,
  ): Readonly<{ ok: false; reason: "damaged"; detail: string }> {
    if (!this.#damaged.has(evaluation)) this.#options.onDamage(error);
    this.#damaged.set(evaluation, error.message);
    return { ok: false, reason: "damaged", detail: error.message };
  }

  #open(evaluation: string): Promise<EvaluationRoom> {
    const known = this.#rooms.get(evaluation);
    if (known !== undefined) return known;
    const { ports, react, onOpen } = this.#options;
    const opening = EvaluationRoom.open(evaluation, ports).then(async (room) => {
      room.onChange((change) => react(room, change));
      try {
        await onOpen(room);
      } catch (error) {
        await room.close();
        throw error;
      }
      this.#held.set(evaluation, room);
      return room;
    });
    this.#rooms.set(evaluation, opening);
    // Whoever asks next tries anew; what they have begun by then is theirs.
    opening.catch(() => {
      if (this.#rooms.get(evaluation) === opening) this.#rooms.delete(evaluation);
    });
    return opening;
  }
}

function idOf(stream: string): string {
  return stream.slice(prefix.length);
}
