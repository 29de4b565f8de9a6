import type { EventOf, EventType } from "@yuanping/shared/contracts/events/index.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { played } from "./genuine.ts";

/** What is altered, how, and which checks find it; `…` at the end: and whatever else depends on it. */
export type Tamper = readonly [
  what: string,
  make: () => Uint8Array | Promise<Uint8Array>,
  fails: string,
];

const { records } = played;

export const ndjson = (all: readonly string[]): string => all.map((line) => `${line}\n`).join("");

/** The place of the first record with an event of this type. */
export function placeOfFirst(type: EventType): number {
  return records.findIndex(({ event }) => event.type === type);
}

export function recordAt(place: number): EventRecord {
  const record = records[place];
  if (record === undefined) throw new Error(`no record at ${place}`);
  return record;
}

/** The records with every event of one type changed. */
export function changed<T extends EventType>(
  type: T,
  change: (event: EventOf<T>) => EventOf<T>,
): readonly EventRecord[] {
  const isOfType = (event: EventRecord["event"]): event is EventOf<T> => event.type === type;
  return records.map((record) =>
    isOfType(record.event) ? { ...record, event: change(record.event) } : record,
  );
}

/** The records without the whole command behind the first event of one type. */
export function withoutCommandOf(type: EventType): readonly EventRecord[] {
  const { cause } = recordAt(placeOfFirst(type));
  return records.filter((record) => record.cause.id !== cause.id);
}
