import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import { findSitting, sitting, vacantSeats } from "../panel/state.ts";
import { mayOpen, sealingKeyOf } from "../sealing/state.ts";
import type { Evaluation } from "../state.ts";
import { openGates } from "../witnessing/state.ts";
import { outcomeOf } from "./outcome.ts";
import { checkOpened } from "./sheet-check.ts";
import { extensionIsDue } from "./time.ts";

/** Locks a member's sheet: only its commitment and a sealed copy are known until all have submitted. */
export function submitSheet(
  state: Evaluation,
  { round, commitment, sealed }: CommandOf<"submitSheet">,
  { actor }: Context,
): Decision {
  if (findSitting(state.panel, actor.person)?.status !== "admitted") {
    return deny("forbidden", "room.not-yours");
  }
  if (actor.proof === undefined) return deny("invalid", "identity.proof-needed");
  if (state.scoring.submitted[actor.person] !== undefined) {
    return deny("conflict", "scoring.sheet-locked");
  }
  if (state.scoring.isFrozen) return deny("conflict", "scoring.frozen");
  if (sealingKeyOf(state) === undefined) return deny("conflict", "sealing.no-key");
  const due = nextRound(state, actor.person);
  if (round !== due) return deny("conflict", "scoring.round", { due });
  return accept({ type: "SheetSubmitted", member: actor.person, round, commitment, sealed });
}

/** The round of the sheet that a member submits next, or that is locked. */
export function nextRound(state: Evaluation, person: string): number {
  const { submitted, rounds } = state.scoring;
  return submitted[person]?.round ?? (rounds[person] ?? 0) + 1;
}

/** Whether everybody who sits has submitted, to the key that is due, so that the sheets may be opened. */
export function allSubmitted(state: Evaluation): boolean {
  const members = sitting(state.panel);
  const key = sealingKeyOf(state);
  return (
    members.length > 0 &&
    vacantSeats(state.panel) === 0 &&
    key !== undefined &&
    members.every(({ person }) => state.scoring.submitted[person]?.sealedTo === key)
  );
}

/** Whether nothing more is to come: all sheets are in, and nobody is owed time. */
export function mayFreeze(state: Evaluation): boolean {
  return allSubmitted(state) && !extensionIsDue(state);
}

/**
 * Whether the sheets that are in are the ones that will be opened. Where the tender asks for witnesses, these have cosigned
 * that it is so.
 */
export function sheetsFrozen(state: Evaluation): boolean {
  if (!mayFreeze(state)) return false;
  const { tender, scoring, witnessing } = state;
  return (
    tender.witnessing === undefined || (scoring.isFrozen && openGates(witnessing).length === 0)
  );
}

/** The sheets as they stand are the ones that will be opened: from here on none is taken and none comes late. */
export function freezeSheets(state: Evaluation): Decision {
  if (state.scoring.isFrozen) return deny("conflict", "scoring.frozen");
  const refused = notReady(state);
  return refused === undefined ? accept(frozen(state)) : reject(refused);
}

function frozen({ scoring }: Evaluation): EvaluationEvent {
  const sheets = Object.entries(scoring.submitted).map(([member, { commitment }]) => ({
    member,
    commitment,
  }));
  return { type: "SheetsFrozen", sheets };
}

function notReady(state: Evaluation): Refusal | undefined {
  if (!allSubmitted(state)) return refuse("conflict", "scoring.not-all-submitted");
  return extensionIsDue(state) ? refuse("conflict", "scoring.extension-due") : undefined;
}

/**
 * The reveal: all sheets at once, or none. A sheet that cannot count goes back to its member and the others stay
 * sealed; when all can, they are opened and the result is computed. Where a gate waits between freezing and opening, they
 * are frozen before; else freezing and opening are one step.
 */
export function openSheets(state: Evaluation, { sheets }: CommandOf<"openSheets">): Decision {
  const refused = notReady(state);
  if (refused !== undefined) return reject(refused);
  const { isFrozen } = state.scoring;
  if (!isFrozen && state.tender.witnessing !== undefined) {
    return deny("conflict", "scoring.not-frozen");
  }
  const freezing = isFrozen ? [] : [frozen(state)];
  if (!mayOpen(state)) return deny("conflict", "sealing.shares-missing");
  const opened: EvaluationEvent[] = [];
  const returned: EvaluationEvent[] = [];
  const marks: Record<string, (typeof sheets)[number]["sheet"]["marks"]> = {};
  for (const { person } of sitting(state.panel)) {
    const submission = state.scoring.submitted[person];
    if (submission === undefined) continue;
    const sheet = sheets.find((candidate) => candidate.sheet.member === person);
    const problem = checkOpened(state, person, submission, sheet);
    if (problem !== undefined || sheet === undefined) {
      const { round } = submission;
      const fault = problem ?? { problem: "scoring.unreadable", path: "" };
      returned.push({ type: "SheetReturned", member: person, round, ...fault });
      continue;
    }
    opened.push({ type: "SheetOpened", member: person, opened: sheet });
    marks[person] = sheet.sheet.marks;
  }
  if (returned.length > 0) return accept(...freezing, ...returned);
  return accept(...freezing, ...opened, {
    type: "ResultComputed",
    version: state.scoring.versions + 1,
    outcome: outcomeOf(state, marks),
  });
}
