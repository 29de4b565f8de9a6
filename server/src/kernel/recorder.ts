import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { EvaluationEvent } from "@yuanping/shared/contracts/events/index.ts";
import type { Actor, EventRecord } from "@yuanping/shared/contracts/record.ts";
import type { Place } from "./stream-writer.ts";

/** What caused a group of events: everything that `decide` was given. */
export type Occasion = Readonly<{
  stream: string;
  id: string;
  command: Command;
  actor: Actor;
  at: number;
  entropy?: string;
}>;

/** Turns a decision's events into records, each waiting for its place; the first carries the command and its chance. */
export function recordsOf(
  occasion: Occasion,
  events: readonly EvaluationEvent[],
): readonly ((place: Place) => EventRecord)[] {
  const { stream, id, command, actor, at, entropy } = occasion;
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
      ...(index === 0 && entropy !== undefined ? { entropy } : {}),
    },
    prev,
  }));
}
