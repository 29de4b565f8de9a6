import { canonicalize, CompactRange, emptyRoot, hex } from "@yuanping/shared/tlog/index.ts";
import { leafOfText, platformSha256 } from "./platform-hash.ts";
import { PastHeadAltered, PastHeadCheck, type PastHead, type PastHeads } from "./past-heads.ts";
import type { EventStore, StoredEvent } from "./ports.ts";

/** Where the next event stands: its number, and the leaf hash of the one before. */
export type Place = Readonly<{ seq: number; prev: string }>;

/** An event to be written once its place is known. */
export type Draft<Body> = Readonly<{ commandId: string; at: (place: Place) => Body }>;

/** The Merkle head of a stream. */
export type StreamHead = Readonly<{ size: number; root: Uint8Array }>;

/** As far as a stream is known: its Merkle peaks, and the last leaf hash. */
export type Tip = Readonly<{ range: CompactRange; prev: string }>;

/** Takes in one event; answers the `prev` that it claims. */
export type Replay = (event: StoredEvent) => Readonly<{ prev: string }>;

/** What is stored of the stream is not what was written and vouched for. */
export class StreamDamaged extends Error {
  readonly stream: string;

  constructor(stream: string, what: string) {
    super(`${stream} ${what}`);
    this.name = "StreamDamaged";
    this.stream = stream;
  }
}

export type FoldPorts = Readonly<{
  store: EventStore;
  /** Heads that the stream must still lead through; without them it is only compared with itself. */
  past?: PastHeads;
  /**
   * A seal over a head that nobody else can make, kept in the same transaction as the events: an event that was added
   * behind our back has none, even before the head is signed. Unlike a signature it proves nothing to others, so it may
   * be made before the events are durable.
   */
  seal?: (stream: string, head: StreamHead) => Uint8Array;
}>;

/** A stream without events. */
const start: Tip = { range: CompactRange.empty(platformSha256), prev: hex(emptyRoot()) };

/** Gives drafts their places behind `from`: the events to store, and where the stream then stands. */
export function placeDrafts(
  drafts: readonly Draft<unknown>[],
  from: Tip,
): Readonly<{ events: readonly StoredEvent[]; tip: Tip }> {
  let { prev } = from;
  const events = drafts.map(({ commandId, at }, index): StoredEvent => {
    const seq = from.range.size + index;
    const body = canonicalize(at({ seq, prev }));
    const leaf = leafOfText(body);
    prev = hex(leaf);
    return { seq, body, leaf, commandId };
  });
  const range = from.range.appendAll(events.map(({ leaf }) => leaf));
  return { events, tip: { range, prev } };
}

/**
 * Folds a stream from its start, or from where it was folded to before: every leaf is hashed again, every `prev` and the
 * stream's stated size and seal are compared, and every past head beyond `from` with the root at its size. Throws
 * `StreamDamaged` at the first place that is not as it was written.
 *
 * @param growing others may write to it meanwhile; without that, more events than stated are damage
 */
export async function fold(
  stream: string,
  { store, past, seal }: FoldPorts,
  replay: Replay,
  { from = start, growing = false }: Readonly<{ from?: Tip; growing?: boolean }> = {},
): Promise<Tip> {
  const fail = (what: string | undefined): void => {
    if (what !== undefined) throw new StreamDamaged(stream, what);
  };
  const heads = await pastOf(stream, past);
  const check = new PastHeadCheck(heads.filter(({ size }) => size > from.range.size));
  const stated = (await store.streams(stream)).find((each) => each.stream === stream);
  const statedSize = stated?.size ?? 0;
  let { range, prev } = from;
  for await (const event of store.read(stream, range.size)) {
    const { seq, body } = event;
    // Written by another node since we asked how many there are: that is for the next time.
    if (growing && seq >= statedSize) break;
    if (seq !== range.size) fail(`has event ${seq} out of place`);
    const leaf = leafOfText(body);
    if (hex(leaf) !== hex(event.leaf)) fail(`has an event ${seq} without its leaf hash`);
    const claimed = replayed(stream, event, replay);
    if (claimed !== prev) fail(`has an event ${seq} that does not follow the one before`);
    range = range.append(leaf);
    prev = hex(leaf);
    fail(check.at(range));
  }
  fail(check.end(range));
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
function replayed(stream: string, event: StoredEvent, replay: Replay): string {
  try {
    return replay(event).prev;
  } catch (error) {
    if (error instanceof StreamDamaged) throw error;
    const [line = ""] = (error instanceof Error ? error.message : "").split("\n");
    throw new StreamDamaged(stream, `has an event ${event.seq} that cannot be read: ${line}`);
  }
}
