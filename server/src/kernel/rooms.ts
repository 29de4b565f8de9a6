import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { EvaluationRoom, type Change, type RoomPorts } from "./evaluation-room.ts";
import { LeaseHeld, StreamDamaged } from "./stream-writer.ts";

/** Why a room is not served here. */
export type Unserved = Readonly<
  { reason: "moved"; node: string } | { reason: "damaged"; detail: string }
>;

export type Found =
  | Readonly<{ ok: true; room: EvaluationRoom }>
  | Readonly<{ ok: false } & Unserved>;

/** Does something about a change after it is durable: media, timers, the reveal, checkpoints, updates to viewers. */
export type Reaction = (room: EvaluationRoom, change: Change) => void;

/**
 * The evaluations that this node serves. A room is folded from its stream when it is first asked for; one whose stream
 * does not hash to what it claims is refused service and reported, while the others go on.
 */
export class Rooms {
  readonly #ports: RoomPorts;
  readonly #react: Reaction;
  readonly #onOpen: (room: EvaluationRoom) => Promise<void>;
  readonly #onDamage: (damage: StreamDamaged) => void;
  readonly #rooms = new Map<string, Promise<EvaluationRoom>>();
  readonly #damaged = new Map<string, string>();

  /**
   * @param onOpen throws `StreamDamaged` when what belongs to the room beside its stream is not as it was made
   * @param onDamage hears once of every room that is refused service
   */
  constructor(
    ports: RoomPorts,
    react: Reaction,
    onOpen: (room: EvaluationRoom) => Promise<void>,
    onDamage: (damage: StreamDamaged) => void,
  ) {
    this.#ports = ports;
    this.#react = react;
    this.#onOpen = onOpen;
    this.#onDamage = onDamage;
  }

  /**
   * Opens every evaluation in the store, so that timers and reveals that are due go on after a restart, and every one
   * that is known from an earlier head, so that one that has vanished is missed.
   */
  async openAll(): Promise<void> {
    const { store, past } = this.#ports;
    const prefix = streamOf("");
    const stored = (await store.streams(prefix)).map(({ stream }) => stream);
    const known = ((await past?.streams()) ?? []).filter((stream) => stream.startsWith(prefix));
    for (const stream of new Set([...stored, ...known]))
      await this.find(stream.slice(prefix.length));
  }

  async find(evaluation: string): Promise<Found> {
    const damage = this.#damaged.get(evaluation);
    if (damage !== undefined) return { ok: false, reason: "damaged", detail: damage };
    try {
      return { ok: true, room: await this.#open(evaluation) };
    } catch (error) {
      this.#rooms.delete(evaluation);
      if (error instanceof LeaseHeld) return { ok: false, reason: "moved", node: error.node };
      if (!(error instanceof StreamDamaged)) throw error;
      if (!this.#damaged.has(evaluation)) this.#onDamage(error);
      this.#damaged.set(evaluation, error.message);
      return { ok: false, reason: "damaged", detail: error.message };
    }
  }

  /** Evaluations whose streams were refused service, with what is wrong with them. */
  damaged(): ReadonlyMap<string, string> {
    return this.#damaged;
  }

  /** Renews the leases of all open rooms; a room that lost its lease is closed. */
  async renew(): Promise<void> {
    for (const [evaluation, opening] of this.#rooms) {
      const room = await opening.catch(() => undefined);
      if (room !== undefined && !(await room.renew())) this.#rooms.delete(evaluation);
    }
  }

  async close(): Promise<void> {
    for (const opening of this.#rooms.values()) {
      const room = await opening.catch(() => undefined);
      await room?.close();
    }
    this.#rooms.clear();
  }

  #open(evaluation: string): Promise<EvaluationRoom> {
    const known = this.#rooms.get(evaluation);
    if (known !== undefined) return known;
    const opening = EvaluationRoom.open(evaluation, this.#ports).then(async (room) => {
      room.onChange((change) => this.#react(room, change));
      try {
        await this.#onOpen(room);
      } catch (error) {
        await room.close();
        throw error;
      }
      return room;
    });
    this.#rooms.set(evaluation, opening);
    return opening;
  }
}
