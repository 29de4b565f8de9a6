import { commandSchema, type Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { EvaluationEvent } from "@yuanping/shared/contracts/events/index.ts";
import { recordSchema, type Actor, type EventRecord } from "@yuanping/shared/contracts/record.ts";
import { canonicalize, CanonicalJsonError } from "@yuanping/shared/tlog/index.ts";
import type { Place } from "./stream-writer.ts";

/** What caused a group of events: everything that `decide` was given. */
export type Occasion = Readonly<{
  stream: string;
  id: string;
  command: Command;
  actor: Actor;
  at: number;
}>;

/** What a record looks like before its place is known. */
const nowhere: Place = { seq: 0, prev: "0".repeat(64) };

/**
 * A command as a replay will read it. Canonical JSON sorts names, so whatever depends on their order must already see
 * the sorted one when it is decided for the first time; else the same command would later give other events. Undefined
 * for a command that has no canonical form, e.g. for half a character in a name.
 */
export function asRecorded(command: Command): Command | undefined {
  try {
    return commandSchema.parse(JSON.parse(canonicalize(command)));
  } catch (error) {
    if (error instanceof CanonicalJsonError) return undefined;
    throw error;
  }
}

/** A record as a replay will read it, for the same reason; its place is filled in when it is written. */
export function asReplayed(record: (place: Place) => EventRecord): EventRecord {
  return recordSchema.parse(JSON.parse(canonicalize(record(nowhere))));
}

/** Turns a decision's events into records, each waiting for its place; the first carries the command. */
export function recordsOf(
  occasion: Occasion,
  events: readonly EvaluationEvent[],
): readonly ((place: Place) => EventRecord)[] {
  const { stream, id, command, actor, at } = occasion;
  return events.map((event, index) => ({ seq, prev }: Place): EventRecord => ({
    v: 1,
    stream,
    seq,
    at,
    event,
    actor,
    cause: {
      id,
      index,
      of: events.length,
      ...(index === 0 ? { command } : {}),
    },
    prev,
  }));
}
