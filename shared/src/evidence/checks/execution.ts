import type { Command } from "../../contracts/commands/index.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { EventRecord } from "../../contracts/record.ts";
import { decide, type Evaluation } from "../../evaluation/index.ts";
import { failAt, pass, type Finding } from "../check.ts";
import { Fold, type Folded } from "../fold.ts";
import { sameJson } from "../same-json.ts";
import type { Followed, Follower } from "./follower.ts";

/** The command that is being followed: who gave it, and which events are still due from it. */
type Open = {
  readonly first: EventRecord;
  /** The events that it causes; undefined where that is known to be wrong, or where nobody can say. */
  readonly due: readonly EvaluationEvent[] | undefined;
  /** Whether what it causes may depend on what is withheld, so that another event than is due shows nothing. */
  readonly isExcused: boolean;
  count: number;
};

/**
 * Decides every recorded command again, on the state before it, with the actor and time recorded beside it: the
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
  #isRedacted = false;
  #undecided = 0;

  take(followed: Followed): void {
    if (this.#broken) return;
    const { record } = followed;
    if (this.#open?.first.cause.id !== record.cause.id) {
      this.#close();
      this.#begin(followed);
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
    if (this.#fault !== undefined) return this.#fault;
    const commands = this.#known.size - this.#undecided;
    const open = this.#undecided;
    return pass(
      `${commands} commands give the same events, of ${this.#events}${
        open === 0 ? "" : `; ${open} cannot be decided again, for what they depend on is withheld`
      }`,
      `${commands} 条命令重新得出同样的事件,事件共 ${this.#events} 条${
        open === 0 ? "" : `;${open} 条命令因所依据的内容被隐去而无从重新裁决`
      }`,
    );
  }

  /** What all events add up to, whoever caused them; undefined when they add up to nothing. */
  folded(): Folded | undefined {
    return this.#broken ? undefined : this.#fold.end();
  }

  /** A command's first event: the command is decided on the state before it. */
  #begin({ record: first, isWhole }: Followed): void {
    const { id } = first.cause;
    if (this.#known.has(id))
      this.#fault ??= failAt(first, "its command came before", "命令编号重复");
    this.#known.add(id);
    this.#isRedacted ||= !isWhole;
    const isExcused = this.#isRedacted && (isReport(first) || (!isWhole && hasHidden(first)));
    const due = this.#fault === undefined ? eventsDue(first, this.#fold.state) : [];
    const isKnown = isEvents(due);
    this.#open = { first, isExcused, due: isKnown ? due : undefined, count: 0 };
    if (!isKnown) this.#differs(due);
  }

  /** A command's events stand together, counted, with one actor and one time, and are the ones that are due. */
  #follow(record: EventRecord): void {
    const open = this.#open;
    if (open === undefined || this.#fault !== undefined) return;
    this.#fault = memberFault(open, record);
    const fault = eventFault(open, record);
    open.count += 1;
    if (fault !== undefined) this.#differs(fault);
  }

  /** The open command does not cause what is on record: a fault, unless that depends on what is withheld. */
  #differs(fault: Finding): void {
    const open = this.#open;
    if (open?.isExcused !== true) {
      this.#fault ??= fault;
      return;
    }
    this.#undecided += 1;
    this.#open = { ...open, due: undefined };
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
      const fault = failAt(first, `${type} causes ${due.length} events`, "引起的事件有缺失");
      if (open.isExcused) this.#undecided += 1;
      else this.#fault = fault;
    }
  }
}

/** A report says every name, so that its hashes depend on them although its own line is whole. */
function isReport({ event }: EventRecord): boolean {
  return event.type === "ReportIssued";
}

/** Commands whose events hold hashes or words made from what is withheld; all others only copy it. */
const madeFromHidden: ReadonlySet<string> = new Set<Command["type"]>([
  "replaceMember",
  "declineInvitation",
  "checkIn",
  "declareRecusal",
  "unsealBids",
]);

function hasHidden({ cause }: EventRecord): boolean {
  return cause.command !== undefined && madeFromHidden.has(cause.command.type);
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
  return cause.command === undefined
    ? undefined
    : failAt(record, "carries a command again", "重复载有命令");
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
  const { command } = cause;
  if (command === undefined) return failAt(first, "names no command", "未载明命令");
  try {
    return decide(state, command, { actor, at }).events;
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
