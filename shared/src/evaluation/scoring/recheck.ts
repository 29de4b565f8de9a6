import type { CommandOf } from "../../contracts/commands/index.ts";
import { checkMark, compareDecimals } from "../../method/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { findSitting, isRecusedFrom } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { outcomeOf } from "./outcome.ts";
import { markedItems } from "./sheet-check.ts";
import { openWarnings, warningKey } from "./warnings.ts";

/** A member answers a warning: their own, or one that concerns the panel as a whole. */
export function explainWarning(
  state: Evaluation,
  { warning, text }: CommandOf<"explainWarning">,
  { actor }: Context,
): Decision {
  const member = findSitting(state.panel, actor.person);
  if (member === undefined) return deny("forbidden", "room.not-yours");
  const found = openWarnings(state).find((candidate) => warningKey(candidate) === warning);
  if (found === undefined) return deny("conflict", "scoring.no-such-warning");
  if (found.member !== undefined && found.member !== member.code) {
    return deny("forbidden", "scoring.not-your-mark");
  }
  if (isRecusedFrom(member, found.bid)) return deny("forbidden", "checkin.recused");
  return accept({ type: "WarningExplained", member: actor.person, warning, text });
}

/** A member corrects a mark of their own for one of the four reasons; the result is computed anew. */
export function correctMark(
  state: Evaluation,
  { bid, item, value, code, reason }: CommandOf<"correctMark">,
  { actor }: Context,
): Decision {
  if (findSitting(state.panel, actor.person) === undefined) {
    return deny("forbidden", "room.not-yours");
  }
  const marks = state.scoring.marks[actor.person];
  const row = marks?.[bid];
  const marked = markedItems(state).find((candidate) => candidate.id === item);
  if (marks === undefined || row === undefined) return deny("invalid", "scoring.unknown-bid");
  if (marked === undefined) return deny("invalid", "scoring.unknown-item");
  const fault = checkMark(marked, value);
  if (fault !== undefined) {
    const range = "max" in fault ? { max: fault.max } : undefined;
    return deny("invalid", `scoring.${fault.code}`, range);
  }
  const before = row[item] ?? null;
  if (before !== null && compareDecimals(before, value) === 0)
    return deny("conflict", "scoring.unchanged");
  if (code === "05" && marked.kind !== "objective") return deny("invalid", "scoring.not-objective");
  const { reReview } = state.reopening;
  if (reReview !== undefined && reReview.code !== `result-${code}`) {
    return deny("invalid", "reopening.other-reason", { code: reReview.code.slice(-2) });
  }
  const corrected = {
    ...state.scoring.marks,
    [actor.person]: { ...marks, [bid]: { ...row, [item]: value } },
  };
  return accept(
    { type: "MarkCorrected", member: actor.person, bid, item, before, after: value, code, reason },
    {
      type: "ResultComputed",
      version: state.scoring.versions + 1,
      outcome: outcomeOf(state, corrected),
    },
  );
}
