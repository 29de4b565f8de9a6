import type { MarkTable, OpenedSheet } from "../../contracts/sheet.ts";
import { checkMark, type Item, type MissingPolicy } from "../../method/index.ts";
import { commitTo } from "../../seal/commitment.ts";
import { findSitting, isRecusedFrom } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import type { Submission } from "./state.ts";

/** Why a sheet cannot count: a code and the place, `bid/item`, empty when it concerns the sheet as a whole. */
export type SheetProblem = Readonly<{ problem: string; path: string }>;

/** Items that members mark in the scoring: all but those of the preliminary review. */
export function markedItems(state: Evaluation): readonly Item[] {
  return state.tender.method.items.filter((item) => item.kind !== "pass-fail");
}

/** Bids that are scored: those the preliminary review left valid. */
export function scoredBids(state: Evaluation): readonly string[] {
  return state.review.closed?.valid ?? [];
}

/** Of these, the ones that a member judges. */
export function bidsOf(state: Evaluation, person: string): readonly string[] {
  const member = findSitting(state.panel, person);
  return scoredBids(state).filter((bid) => member === undefined || !isRecusedFrom(member, bid));
}

/**
 * Checks a member's marks for completeness and range: a mark on every item of every valid bid that they judge, nothing
 * else. Used by the browser as one types, and by the core when the sheet is opened.
 */
export function checkMarks(
  state: Evaluation,
  member: string,
  marks: MarkTable,
): SheetProblem | undefined {
  return checkTable(bidsOf(state, member), markedItems(state), state.tender.method.missing, marks);
}

/** The same check without an evaluation around it. */
export function checkTable(
  bids: readonly string[],
  items: readonly Item[],
  missing: MissingPolicy,
  marks: MarkTable,
): SheetProblem | undefined {
  const strayBid = Object.keys(marks).find((bid) => !bids.includes(bid));
  if (strayBid !== undefined) return { problem: "scoring.unknown-bid", path: strayBid };
  for (const bid of bids) {
    const row = marks[bid] ?? {};
    const stray = Object.keys(row).find((id) => !items.some((item) => item.id === id));
    if (stray !== undefined) return { problem: "scoring.unknown-item", path: `${bid}/${stray}` };
    for (const item of items) {
      const mark = row[item.id];
      if (mark === undefined || mark === null) {
        const mayBeEmpty = mark === null && missing === "leave-out" && item.kind === "subjective";
        if (!mayBeEmpty) return { problem: "scoring.blank", path: `${bid}/${item.id}` };
        continue;
      }
      const refused = checkMark(item, mark);
      if (refused !== undefined)
        return { problem: `scoring.${refused.code}`, path: `${bid}/${item.id}` };
    }
  }
  return undefined;
}

/** Checks an opened sheet against what was submitted. */
export function checkOpened(
  state: Evaluation,
  member: string,
  submission: Submission,
  opened: OpenedSheet | undefined,
): SheetProblem | undefined {
  if (opened === undefined) return { problem: "scoring.unreadable", path: "" };
  const { sheet, nonce } = opened;
  if (
    sheet.member !== member ||
    sheet.evaluation !== state.id ||
    sheet.round !== submission.round
  ) {
    return { problem: "scoring.wrong-sheet", path: "" };
  }
  if (commitTo("sheet", sheet, nonce) !== submission.commitment) {
    return { problem: "scoring.commitment", path: "" };
  }
  return checkMarks(state, member, sheet.marks);
}
