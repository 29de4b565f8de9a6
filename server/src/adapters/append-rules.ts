import type { Append, AppendOutcome, StoredEvent } from "../kernel/ports.ts";

/** What a store knows of a stream while it holds it still. */
export type Head = Readonly<{ size: number; epoch: number }>;

/** An event with its place, ready to be written. `commandIndex`: which of its command's events it is, from 0. */
export type Row = Readonly<{ stream: string; event: StoredEvent; commandIndex: number }>;

export type Grown = Readonly<{ size: number; seal: Uint8Array | undefined }>;

export type Judgement = Readonly<{
  /** One per append, in their order. */
  outcomes: readonly AppendOutcome[];
  /** The events of the appends that are not refused. */
  rows: readonly Row[];
  /** The new size and seal of every stream that grows. */
  grown: ReadonlyMap<string, Grown>;
}>;

/**
 * Decides which of the appends go through, taking them in their order, so that a later one may build on an earlier one
 * of the same stream. A stream without a head has size 0 and epoch 0. The rule is one for every store.
 * Throws a RangeError when events are not numbered from `expectedSize` on: a fault of the caller, never of the world.
 */
export function judge(appends: readonly Append[], heads: ReadonlyMap<string, Head>): Judgement {
  const grown = new Map<string, Grown>();
  const rows: Row[] = [];
  const outcomes = appends.map((append): AppendOutcome => {
    const head = heads.get(append.stream) ?? { size: 0, epoch: 0 };
    const size = grown.get(append.stream)?.size ?? head.size;
    if (append.epoch !== undefined && append.epoch !== head.epoch) {
      return { ok: false, reason: "lease-lost" };
    }
    if (append.expectedSize !== size) {
      return { ok: false, reason: "size-differs", actualSize: size };
    }
    rows.push(...placed(append));
    // An append of nothing only asks, and seals nothing.
    if (append.events.length > 0) {
      grown.set(append.stream, { size: size + append.events.length, seal: append.seal });
    }
    return { ok: true };
  });
  return { outcomes, rows, grown };
}

/** The events of an append with their places in the stream and in their commands. */
export function placed({ stream, expectedSize, events }: Append): readonly Row[] {
  const counts = new Map<string, number>();
  return events.map((event, index) => {
    if (event.seq !== expectedSize + index) {
      throw new RangeError(`${stream}: event ${event.seq} at place ${expectedSize + index}`);
    }
    const commandIndex = counts.get(event.commandId) ?? 0;
    counts.set(event.commandId, commandIndex + 1);
    return { stream, event, commandIndex };
  });
}
