import type { EventRecord } from "../../contracts/record.ts";
import { decide, needsEntropy, type Evaluation } from "../../evaluation/index.ts";
import { canonicalize } from "../../tlog/index.ts";
import { failAt, noEvents, pass, unchecked, type Finding } from "../check.ts";
import { Fold, type Folded } from "../fold.ts";

export type Execution = Readonly<{
  finding: Finding;
  /** What all events add up to, whoever caused them; undefined when they add up to nothing. */
  folded: Folded | undefined;
}>;

/**
 * Decides every recorded command again, on the state before it, with the actor, time and chance recorded beside it: the
 * same events must follow, byte for byte. So an event that is correctly hashed and signed, but that nobody's command
 * could have caused, is found.
 */
export function reexecute(records: readonly EventRecord[] | undefined): Execution {
  if (records === undefined) return { finding: unchecked(noEvents), folded: undefined };
  const fold = new Fold();
  const known = new Set<string>();
  let fault: Finding | undefined;
  for (const group of groupsOf(records)) {
    fault ??= groupFault(group, known, fold.state);
    known.add(group[0].cause.id);
    for (const record of group) {
      const broken = added(fold, record);
      if (broken !== undefined) return { finding: fault ?? broken, folded: undefined };
    }
  }
  const done = pass(
    `${known.size} commands give the same ${records.length} events`,
    `${known.size} 条命令重新得出同样的 ${records.length} 条事件`,
  );
  return { finding: fault ?? done, folded: fold.end() };
}

type Group = readonly [EventRecord, ...EventRecord[]];

/** Neighbours that name the same command. */
function* groupsOf(records: readonly EventRecord[]): Generator<Group, void> {
  let group: [EventRecord, ...EventRecord[]] | undefined;
  for (const record of records) {
    if (group !== undefined && group[0].cause.id === record.cause.id) {
      group.push(record);
      continue;
    }
    if (group !== undefined) yield group;
    group = [record];
  }
  if (group !== undefined) yield group;
}

function added(fold: Fold, record: EventRecord): Finding | undefined {
  try {
    fold.add(record);
    return undefined;
  } catch (error) {
    return failAt(record, messageOf(error), "不能接续其前的事件");
  }
}

function groupFault(
  group: Group,
  known: ReadonlySet<string>,
  state: Evaluation | undefined,
): Finding | undefined {
  const [first] = group;
  if (known.has(first.cause.id)) return failAt(first, "its command came before", "命令编号重复");
  return shapeFault(group) ?? decisionFault(group, state);
}

/** A command's events stand together, counted, with one actor and one time; the first carries what they came from. */
function shapeFault(group: Group): Finding | undefined {
  const [first] = group;
  const actor = canonicalize(first.actor);
  for (const [index, record] of group.entries()) {
    const { cause, at } = record;
    if (cause.index !== index || cause.of !== group.length) {
      return failAt(record, "is not counted right within its command", "在其命令中的序号不符");
    }
    if (at !== first.at || canonicalize(record.actor) !== actor) {
      return failAt(record, "differs from its command in actor or time", "与其命令的人或时间不符");
    }
    const bare = cause.command === undefined && cause.entropy === undefined;
    if (index > 0 && !bare) return failAt(record, "carries a command again", "重复载有命令");
  }
  return undefined;
}

function decisionFault(group: Group, state: Evaluation | undefined): Finding | undefined {
  const [first] = group;
  const { actor, at, cause } = first;
  const { command, entropy } = cause;
  if (command === undefined) return failAt(first, "names no command", "未载明命令");
  if (needsEntropy(command) !== (entropy !== undefined)) {
    return failAt(first, "has chance where none is due, or none", "随机数与命令不符");
  }
  const context = { actor, at, ...(entropy === undefined ? {} : { entropy }) };
  const due = eventTexts(state, command, context);
  if (due === undefined) {
    return failAt(first, `${command.type} cannot be decided`, `命令 ${command.type} 无法裁决`);
  }
  const differing = group.find(({ event }, index) => canonicalize(event) !== due[index]);
  if (differing !== undefined) {
    const zh = `命令 ${command.type} 不会引起此事件`;
    return failAt(differing, `${command.type} does not cause it`, zh);
  }
  return due.length === group.length
    ? undefined
    : failAt(first, `${command.type} causes ${due.length} events`, "引起的事件有缺失");
}

/** The canonical texts of the events that the command causes; undefined when it cannot even be decided. */
function eventTexts(...question: Parameters<typeof decide>): readonly string[] | undefined {
  try {
    return decide(...question).events.map((event) => canonicalize(event));
  } catch {
    // What makes the core throw is, for the reader, a command that no room would have carried out.
    return undefined;
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : "cannot follow";
}
