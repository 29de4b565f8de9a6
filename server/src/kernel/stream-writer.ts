import {
  canonicalize,
  CompactRange,
  emptyRoot,
  hex,
  leafHash,
  utf8,
} from "@yuanping/shared/tlog/index.ts";
import type { GroupCommit } from "./group-commit.ts";
import { PastHeadAltered, PastHeadCheck, type PastHead, type PastHeads } from "./past-heads.ts";
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

/** What is stored of the stream is not what was written and vouched for. */
export class StreamDamaged extends Error {
  readonly stream: string;

  constructor(stream: string, what: string) {
    super(`${stream} ${what}`);
    this.name = "StreamDamaged";
    this.stream = stream;
  }
}

export type WriterPorts = Readonly<{
  store: EventStore;
  leases: LeaseStore;
  commit: GroupCommit;
  node: string;
  /** Heads that the stream must still lead through; without them it is only compared with itself. */
  past?: PastHeads;
  /**
   * A seal over a head that nobody else can make, kept in the same transaction as the events: an event that was added
   * behind our back has none, even before the head is signed. Unlike a signature it proves nothing to others, so it may
   * be made before the events are durable.
   */
  seal?: (stream: string, head: StreamHead) => Uint8Array;
}>;

/**
 * The one writer of a stream: knows its size, the last leaf hash and the Merkle peaks, and adds events with their place
 * filled in. What is in memory moves only after the store has said that the events are durable.
 */
export class StreamWriter {
  readonly stream: string;
  readonly #ports: WriterPorts;
  readonly #epoch: number;
  #range: CompactRange;
  #prev: string;
  /** Where the stream stands if the append whose fate is unknown became durable. */
  #doubt: Readonly<{ range: CompactRange; prev: string }> | undefined;

  private constructor(
    stream: string,
    ports: WriterPorts,
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
   * Takes the lease and reads the stream, handing each event to `replay`. Every leaf is hashed again, every `prev` and
   * the stream's stated size compared, and every past head with the root at its size. Throws `LeaseHeld` or
   * `StreamDamaged`; the lease is then given back.
   */
  static async open(
    stream: string,
    ports: WriterPorts,
    replay: (event: StoredEvent) => Readonly<{ prev: string }>,
  ): Promise<StreamWriter> {
    const { leases, node } = ports;
    const lease = await leases.acquire(stream, node, leaseMs);
    if (!lease.held) throw new LeaseHeld(stream, lease.node);
    try {
      const { range, prev } = await foldChecked(stream, ports, replay);
      return new StreamWriter(stream, ports, lease.epoch, range, prev);
    } catch (error) {
      await leases.release(stream, node, lease.epoch);
      throw error;
    }
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
    const outcome = await this.#write(events, { size: range.size, root: range.root() });
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
    const outcome = await this.#write([], this.head());
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

  #write(events: readonly StoredEvent[], head: StreamHead): Promise<AppendOutcome> {
    const { commit, seal } = this.#ports;
    const { stream } = this;
    const expectedSize = this.#range.size;
    const sealed = seal === undefined ? {} : { seal: seal(stream, head) };
    return commit.append({ stream, expectedSize, epoch: this.#epoch, events, ...sealed });
  }

  #adopt(range: CompactRange, prev: string): void {
    this.#range = range;
    this.#prev = prev;
  }
}

/** Folds a stream from its start. Throws `StreamDamaged` at the first place that is not as it was written. */
async function foldChecked(
  stream: string,
  { store, past, seal }: WriterPorts,
  replay: (event: StoredEvent) => Readonly<{ prev: string }>,
): Promise<Readonly<{ range: CompactRange; prev: string }>> {
  const fail = (what: string | undefined): void => {
    if (what !== undefined) throw new StreamDamaged(stream, what);
  };
  const check = new PastHeadCheck(await pastOf(stream, past));
  const [stated] = await store.streams(stream);
  let range = CompactRange.empty();
  let prev = hex(emptyRoot());
  for await (const event of store.read(stream)) {
    const { seq, body } = event;
    if (seq !== range.size) fail(`has event ${seq} out of place`);
    const leaf = leafHash(utf8(body));
    if (hex(leaf) !== hex(event.leaf)) fail(`has an event ${seq} without its leaf hash`);
    const claimed = replayed(stream, event, replay);
    if (claimed !== prev) fail(`has an event ${seq} that does not follow the one before`);
    range = range.append(leaf);
    prev = hex(leaf);
    fail(check.at(range));
  }
  fail(check.end(range));
  const statedSize = stated?.stream === stream ? stated.size : 0;
  if (statedSize !== range.size) fail(`states ${statedSize} events and has ${range.size}`);
  if (seal !== undefined && range.size > 0) {
    const expected = hex(seal(stream, { size: range.size, root: range.root() }));
    if (stated?.seal === undefined || hex(stated.seal) !== expected) {
      fail(`does not bear our seal over its ${range.size} events`);
    }
  }
  return { range, prev };
}

async function pastOf(stream: string, past: PastHeads | undefined): Promise<readonly PastHead[]> {
  try {
    return (await past?.of(stream)) ?? [];
  } catch (error) {
    if (error instanceof PastHeadAltered) throw new StreamDamaged(stream, error.message);
    throw error;
  }
}

/** The `prev` of an event; one that cannot be read or follow the others is damage like any other. */
function replayed(
  stream: string,
  event: StoredEvent,
  replay: (event: StoredEvent) => Readonly<{ prev: string }>,
): string {
  try {
    return replay(event).prev;
  } catch (error) {
    if (error instanceof StreamDamaged) throw error;
    const [line = ""] = (error instanceof Error ? error.message : "").split("\n");
    throw new StreamDamaged(stream, `has an event ${event.seq} that cannot be read: ${line}`);
  }
}
