import {
  canonicalize,
  CompactRange,
  emptyRoot,
  hex,
  leafHash,
  utf8,
} from "@yuanping/shared/tlog/index.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { AppendOutcome, EventStore, LeaseStore, StoredEvent } from "./ports.ts";

/** How long a lease lasts without being renewed, and how often it is renewed. */
export const leaseMs = 10_000;

/** Where the next event stands: its number, and the leaf hash of the one before. */
export type Place = Readonly<{ seq: number; prev: string }>;

/** An event to be written once its place is known. */
export type Draft<Body> = Readonly<{ commandId: string; at: (place: Place) => Body }>;

/** The Merkle head of a stream. */
export type StreamHead = Readonly<{ size: number; root: Uint8Array }>;

/** Another node holds the stream. */
export class LeaseHeld extends Error {
  readonly node: string;

  constructor(stream: string, node: string) {
    super(`${stream} is held by another node`);
    this.name = "LeaseHeld";
    this.node = node;
  }
}

/** The stream's stored events do not hash to what they claim. */
export class StreamDamaged extends Error {
  constructor(stream: string, seq: number, what: string) {
    super(`${stream}: event ${seq} ${what}`);
    this.name = "StreamDamaged";
  }
}

type Ports = Readonly<{ store: EventStore; leases: LeaseStore; commit: GroupCommit; node: string }>;

/**
 * The one writer of a stream: knows its size, the last leaf hash and the Merkle peaks, and adds events with their place
 * filled in. What is in memory moves only after the store has said that the events are durable.
 */
export class StreamWriter {
  readonly stream: string;
  readonly #ports: Ports;
  readonly #epoch: number;
  #range: CompactRange;
  #prev: string;
  /** Where the stream stands if the append whose fate is unknown became durable. */
  #doubt: Readonly<{ range: CompactRange; prev: string }> | undefined;

  private constructor(
    stream: string,
    ports: Ports,
    epoch: number,
    range: CompactRange,
    prev: string,
  ) {
    this.stream = stream;
    this.#ports = ports;
    this.#epoch = epoch;
    this.#range = range;
    this.#prev = prev;
  }

  /**
   * Takes the lease and reads the stream, handing each event's text to `replay`. Every leaf is hashed again and every
   * `prev` compared. Throws `LeaseHeld` or `StreamDamaged`.
   */
  static async open(
    stream: string,
    ports: Ports,
    replay: (body: string, seq: number) => Readonly<{ prev: string }>,
  ): Promise<StreamWriter> {
    const lease = await ports.leases.acquire(stream, ports.node, leaseMs);
    if (!lease.held) throw new LeaseHeld(stream, lease.node);
    let range = CompactRange.empty();
    let prev = hex(emptyRoot());
    for await (const event of ports.store.read(stream)) {
      if (event.seq !== range.size) throw new StreamDamaged(stream, event.seq, "is out of place");
      const leaf = leafHash(utf8(event.body));
      if (hex(leaf) !== hex(event.leaf)) {
        throw new StreamDamaged(stream, event.seq, "does not have its leaf hash");
      }
      const claimed = replay(event.body, event.seq).prev;
      if (claimed !== prev) throw new StreamDamaged(stream, event.seq, "does not follow the last");
      range = range.append(leaf);
      prev = hex(leaf);
    }
    return new StreamWriter(stream, ports, lease.epoch, range, prev);
  }

  get size(): number {
    return this.#range.size;
  }

  head(): StreamHead {
    return { size: this.#range.size, root: this.#range.root() };
  }

  /** The place of the next event. */
  next(): Place {
    return { seq: this.#range.size, prev: this.#prev };
  }

  /**
   * Adds events; resolves when they are durable, or refused because this node may no longer write. Rejects when the
   * store is gone; `settle` then tells what became of them. Only one call may be under way at a time.
   */
  async append(drafts: readonly Draft<unknown>[]): Promise<AppendOutcome> {
    if ((await this.settle()) === "lost") return { ok: false, reason: "lease-lost" };
    let range = this.#range;
    let prev = this.#prev;
    const events = drafts.map(({ commandId, at }): StoredEvent => {
      const seq = range.size;
      const body = canonicalize(at({ seq, prev }));
      const leaf = leafHash(utf8(body));
      range = range.append(leaf);
      prev = hex(leaf);
      return { seq, body, leaf, commandId };
    });
    this.#doubt = { range, prev };
    const outcome = await this.#write(events);
    if (outcome.ok) this.#adopt(range, prev);
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
    const outcome = await this.#write([]);
    const landed =
      !outcome.ok && outcome.reason === "size-differs" && outcome.actualSize === doubt.range.size;
    if (!outcome.ok && !landed) return "lost";
    this.#doubt = undefined;
    if (!landed) return "absent";
    this.#adopt(doubt.range, doubt.prev);
    return "landed";
  }

  /** Keeps the lease; false when another node has it. */
  renew(): Promise<boolean> {
    const { leases, node } = this.#ports;
    return leases.renew(this.stream, node, this.#epoch, leaseMs);
  }

  release(): Promise<void> {
    const { leases, node } = this.#ports;
    return leases.release(this.stream, node, this.#epoch);
  }

  #write(events: readonly StoredEvent[]): Promise<AppendOutcome> {
    const { commit } = this.#ports;
    const expectedSize = this.#range.size;
    return commit.append({ stream: this.stream, expectedSize, epoch: this.#epoch, events });
  }

  #adopt(range: CompactRange, prev: string): void {
    this.#range = range;
    this.#prev = prev;
  }
}
