import {
  fold,
  placeDrafts,
  StreamDamaged,
  type Draft,
  type FoldPorts,
  type Place,
  type Replay,
  type StreamHead,
  type Tip,
} from "./stream-fold.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { AppendOutcome, LeaseStore, StoredEvent } from "./ports.ts";

export { StreamDamaged, type Draft, type Place, type StreamHead } from "./stream-fold.ts";

/** How long a lease lasts without being renewed. Whoever takes over a dead node's rooms waits this long at most. */
export const leaseMs = 6_000;

/** How often leases are renewed: two renewals may fail before one runs out. */
export const renewMs = leaseMs / 3;

/** Another node holds the stream. */
export class LeaseHeld extends Error {
  readonly node: string;

  constructor(stream: string, node: string) {
    super(`${stream} is held by another node`);
    this.name = "LeaseHeld";
    this.node = node;
  }
}

export type WriterPorts = FoldPorts &
  Readonly<{ leases: LeaseStore; commit: GroupCommit; node: string }>;

/**
 * The one writer of a stream: knows its size, the last leaf hash and the Merkle peaks, and adds events with their place
 * filled in. What is in memory moves only after the store has said that the events are durable.
 */
export class StreamWriter {
  readonly stream: string;
  readonly #ports: WriterPorts;
  /** Grows with every change of the stream's holder. */
  readonly epoch: number;
  #tip: Tip;
  /** Where the stream stands if the append whose fate is unknown became durable. */
  #doubt: Tip | undefined;

  private constructor(stream: string, ports: WriterPorts, epoch: number, tip: Tip) {
    this.stream = stream;
    this.#ports = ports;
    this.epoch = epoch;
    this.#tip = tip;
  }

  /**
   * Takes the lease and reads the stream, handing each event to `replay`. Every leaf is hashed again, every `prev` and
   * the stream's stated size compared, and every past head with the root at its size. The lease is renewed meanwhile: a
   * long stream may take longer than a lease lasts. Throws `LeaseHeld`, also when the lease was lost on the way, or
   * `StreamDamaged`; the lease is then given back.
   */
  static async open(stream: string, ports: WriterPorts, replay: Replay): Promise<StreamWriter> {
    const { leases, node } = ports;
    const lease = await leases.acquire(stream, node, leaseMs);
    if (!lease.held) throw new LeaseHeld(stream, lease.node);
    const { epoch } = lease;
    const keep = async (): Promise<boolean> =>
      (await leases.renew([{ stream, epoch }], node, leaseMs)).has(stream);
    const keeping = setInterval(() => void keep().catch(() => {}), renewMs);
    try {
      return new StreamWriter(stream, ports, epoch, await fold(stream, ports, replay));
    } catch (error) {
      // What another node has written while we were reading is no damage.
      if (error instanceof StreamDamaged && !(await keep())) {
        throw new LeaseHeld(stream, (await leases.holder(stream))?.node ?? node);
      }
      await leases.release(stream, node, epoch);
      throw error;
    } finally {
      clearInterval(keeping);
    }
  }

  get size(): number {
    return this.#tip.range.size;
  }

  head(): StreamHead {
    const { range } = this.#tip;
    return { size: range.size, root: range.root() };
  }

  /** The place of the next event. */
  next(): Place {
    return { seq: this.size, prev: this.#tip.prev };
  }

  /**
   * Adds events; resolves when they are durable, or refused because this node may no longer write. Rejects when the
   * store is gone; `settle` then tells what became of them. Only one call may be under way at a time.
   */
  async append(drafts: readonly Draft<unknown>[]): Promise<AppendOutcome> {
    if ((await this.settle()) === "lost") return { ok: false, reason: "lease-lost" };
    const { events, tip } = placeDrafts(drafts, this.#tip);
    this.#doubt = tip;
    const { range } = tip;
    const outcome = await this.#write(events, { size: range.size, root: range.root() });
    if (outcome.ok) this.#tip = tip;
    this.#doubt = undefined;
    return outcome;
  }

  /**
   * What became of an append that rejected: a connection may break after the commit and before the news of it. Rejects
   * while the store is gone.
   */
  async settle(): Promise<"landed" | "absent" | "lost"> {
    const doubt = this.#doubt;
    if (doubt === undefined) return "absent";
    // An append of nothing: it waits for the stream's lock, so that a commit still under way is over when it answers.
    const outcome = await this.#write([], this.head());
    const landed =
      !outcome.ok && outcome.reason === "size-differs" && outcome.actualSize === doubt.range.size;
    if (!outcome.ok && !landed) return "lost";
    this.#doubt = undefined;
    if (!landed) return "absent";
    this.#tip = doubt;
    return "landed";
  }

  /** Makes another node the holder, under a new epoch; false when the lease was lost before. */
  transfer(to: string): Promise<boolean> {
    const { leases, node } = this.#ports;
    return leases.transfer(this.stream, node, this.epoch, to, leaseMs);
  }

  /** Lets the lease run out at once: whoever looks for rooms without a holder takes the stream. */
  async expire(): Promise<void> {
    const { leases, node } = this.#ports;
    await leases.transfer(this.stream, node, this.epoch, node, 0);
  }

  release(): Promise<void> {
    const { leases, node } = this.#ports;
    return leases.release(this.stream, node, this.epoch);
  }

  #write(events: readonly StoredEvent[], head: StreamHead): Promise<AppendOutcome> {
    const { commit, seal } = this.#ports;
    const { stream } = this;
    const expectedSize = this.size;
    const sealed = seal === undefined ? {} : { seal: seal(stream, head) };
    return commit.append({ stream, expectedSize, epoch: this.epoch, events, ...sealed });
  }
}
