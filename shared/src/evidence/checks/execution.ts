import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { EventRecord } from "../../contracts/record.ts";
import { decide, needsEntropy, type Evaluation } from "../../evaluation/index.ts";
import { failAt, pass, type Finding } from "../check.ts";
import { Fold, type Folded } from "../fold.ts";
import { sameJson } from "../same-json.ts";
import type { Followed, Follower } from "./follower.ts";

/** The command that is being followed: who gave it, and which events are still due from it. */
type Open = {
  readonly first: EventRecord;
  /** The events that it causes; undefined where that is known to be wrong, or where nobody can say. */
  readonly due: readonly EvaluationEvent[] | undefined;
  count: number;
};

/**
 * Decides every recorded command again, on the state before it, with the actor, time and chance recorded beside it: the
 * same events must follow, byte for byte. So an event that is correctly hashed and signed, but that nobody's command
 * could have caused, is found.
 */
export class Execution implements Follower {
  readonly #fold = new Fold();
  readonly #known = new Set<string>();
  #fault: Finding | undefined;
  /** An event that cannot follow the ones before it: from there on there is no state. */
  #broken = false;
  #open: Open | undefined;
  #events = 0;

  take(followed: Followed): void {
    if (this.#broken) return;
    const { record } = followed;
    if (this.#open?.first.cause.id !== record.cause.id) {
      this.#close();
      this.#begin(record);
    }
    this.#follow(record);
    this.#events += 1;
    try {
      this.#fold.add(record);
    } catch (error) {
      this.#broken = true;
      this.#fault ??= failAt(record, messageOf(error), "不能接续其前的事件");
    }
  }

  finding(): Finding {
    if (!this.#broken) this.#close();
    return (
      this.#fault ??
      pass(
        `${this.#known.size} commands give the same ${this.#events} events`,
        `${this.#known.size} 条命令重新得出同样的 ${this.#events} 条事件`,
      )
    );
  }

  /** What all events add up to, whoever caused them; undefined when they add up to nothing. */
  folded(): Folded | undefined {
    return this.#broken ? undefined : this.#fold.end();
  }

  /** A command's first event: the command is decided on the state before it. */
  #begin(first: EventRecord): void {
    const { id } = first.cause;
    if (this.#known.has(id))
      this.#fault ??= failAt(first, "its command came before", "命令编号重复");
    this.#known.add(id);
    const due = this.#fault === undefined ? eventsDue(first, this.#fold.state) : [];
    if (!isEvents(due)) this.#fault = due;
    this.#open = {
      first,
      due: isEvents(due) ? due : undefined,
      count: 0,
    };
  }

  /** A command's events stand together, counted, with one actor and one time, and are the ones that are due. */
  #follow(record: EventRecord): void {
    const open = this.#open;
    if (open === undefined || this.#fault !== undefined) return;
    this.#fault = memberFault(open, record) ?? eventFault(open, record);
    open.count += 1;
  }

  /** After a command's last event: none is missing. */
  #close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (open === undefined || this.#fault !== undefined) return;
    const { first, due, count } = open;
    if (first.cause.of !== count) {
      this.#fault = failAt(
        first,
        "is not counted right within its command",
        "在其命令中的序号不符",
      );
    } else if (due !== undefined && due.length !== count) {
      const type = first.cause.command?.type ?? "";
      this.#fault = failAt(first, `${type} causes ${due.length} events`, "引起的事件有缺失");
    }
  }
}

function memberFault({ first, count }: Open, record: EventRecord): Finding | undefined {
  const { cause, at } = record;
  if (cause.index !== count || cause.of !== first.cause.of) {
    return failAt(record, "is not counted right within its command", "在其命令中的序号不符");
  }
  if (count === 0) return undefined;
  if (at !== first.at || !sameJson(record.actor, first.actor)) {
    return failAt(record, "differs from its command in actor or time", "与其命令的人或时间不符");
  }
  const bare = cause.command === undefined && cause.entropy === undefined;
  return bare ? undefined : failAt(record, "carries a command again", "重复载有命令");
}

function eventFault({ first, due, count }: Open, record: EventRecord): Finding | undefined {
  if (due === undefined || sameJson(record.event, due[count])) return undefined;
  const type = first.cause.command?.type ?? "";
  return failAt(record, `${type} does not cause it`, `命令 ${type} 不会引起此事件`);
}

/** The events that a recorded command causes, or why it cannot be the cause of any. */
function eventsDue(
  first: EventRecord,
  state: Evaluation | undefined,
): readonly EvaluationEvent[] | Finding {
  const { actor, at, cause } = first;
  const { command, entropy } = cause;
  if (command === undefined) return failAt(first, "names no command", "未载明命令");
  if (needsEntropy(command) !== (entropy !== undefined)) {
    return failAt(first, "has chance where none is due, or none", "随机数与命令不符");
  }
  const context = { actor, at, ...(entropy === undefined ? {} : { entropy }) };
  try {
    return decide(state, command, context).events;
  } catch {
    // What makes the core throw is, for the reader, a command that no room would have carried out.
    return failAt(first, `${command.type} cannot be decided`, `命令 ${command.type} 无法裁决`);
  }
}

function isEvents(due: readonly EvaluationEvent[] | Finding): due is readonly EvaluationEvent[] {
  return Array.isArray(due);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "cannot follow";
}
