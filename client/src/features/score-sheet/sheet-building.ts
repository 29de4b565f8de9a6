import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { sheetSchema } from "@yuanping/shared/contracts/sheet.ts";
import type { MarkTable, Sheet } from "@yuanping/shared/contracts/sheet.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { checkTable } from "@yuanping/shared/evaluation/scoring/sheet-check.ts";
import type { SheetProblem } from "@yuanping/shared/evaluation/scoring/sheet-check.ts";
import { checkMark } from "@yuanping/shared/method/item.ts";
import type { Item, MarkFault } from "@yuanping/shared/method/item.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { sealSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import { cellKey, type DraftCells } from "../../connection/draft-document.ts";
import { recusedFrom } from "../room/own-bids.ts";
import { sumOf } from "./decimal-sum.ts";
import { decimalOf } from "./typed-mark.ts";

/** What a member fills in: the scored items, for the bids that the review left valid and that they judge. */
export type SheetForm = Readonly<{
  bids: readonly string[];
  items: readonly Item[];
  missing: "refuse" | "leave-out";
}>;

export function formOf(view: EvaluationView): SheetForm {
  const recused = recusedFrom(view);
  return {
    bids: (view.review.closed?.valid ?? []).filter((bid) => !recused.includes(bid)),
    items: (view.method?.items ?? []).filter(({ kind }) => kind !== "pass-fail"),
    missing: view.method?.missing ?? "refuse",
  };
}

/** The marks as they would be submitted; blank is null. */
export function marksOf({ bids, items }: SheetForm, cells: DraftCells): MarkTable {
  const mark = (bid: string, item: string): string | null => {
    const text = decimalOf(cells[cellKey("mark", bid, item)]?.value ?? "");
    return text === "" ? null : text;
  };
  return Object.fromEntries(
    bids.map((bid) => [bid, Object.fromEntries(items.map(({ id }) => [id, mark(bid, id)]))]),
  );
}

/** What is wrong with a mark as typed; a blank is no fault while the sheet is open. */
export function faultOf(item: Item, typed: string): MarkFault | undefined {
  const text = decimalOf(typed);
  return text === "" ? undefined : checkMark(item, text);
}

/** Whether the sheet could be submitted, and if not, the first thing that stands in the way. */
export function problemOf(form: SheetForm, cells: DraftCells): SheetProblem | undefined {
  return checkTable(form.bids, form.items, form.missing, marksOf(form, cells));
}

export type BidSummary = Readonly<{
  bid: string;
  sum: string;
  filled: number;
  blanks: readonly string[];
  faults: readonly string[];
}>;

/** Sum, blanks and faults of each bid, in the order of the bids. */
export function summaryOf(form: SheetForm, cells: DraftCells): readonly BidSummary[] {
  const marks = marksOf(form, cells);
  return form.bids.map((bid) => {
    const row = marks[bid] ?? {};
    const given = form.items.filter(({ id }) => typeof row[id] === "string");
    const faults = given.filter((item) => checkMark(item, row[item.id] ?? null) !== undefined);
    return {
      bid,
      sum: sumOf(given.map(({ id }) => row[id] ?? "")),
      filled: given.length,
      blanks: form.items.filter(({ id }) => row[id] === null).map(({ id }) => id),
      faults: faults.map(({ id }) => id),
    };
  });
}

/**
 * The sheet, parsed as the server will parse it, so that the commitment covers the very same bytes. Undefined when it
 * cannot be a sheet.
 */
export function buildSheet(
  view: EvaluationView,
  form: SheetForm,
  cells: DraftCells,
): Sheet | undefined {
  const parsed = sheetSchema.safeParse({
    evaluation: view.evaluation,
    member: view.me.person,
    round: view.scoring.round,
    marks: marksOf(form, cells),
    comments: commentsOf(form, cells),
  });
  return parsed.success ? parsed.data : undefined;
}

function commentsOf({ bids, items }: SheetForm, cells: DraftCells): Sheet["comments"] {
  const written = (bid: string) =>
    items.flatMap(({ id }) => {
      const text = plain(cells[cellKey("comment", bid, id)]?.value ?? "");
      return text === "" ? [] : [[id, text] as const];
    });
  return Object.fromEntries(
    bids.flatMap((bid) => {
      const comments = written(bid);
      return comments.length === 0 ? [] : [[bid, Object.fromEntries(comments)] as const];
    }),
  );
}

/** Pasted text may carry what a paragraph cannot: control characters and halves of characters. */
function plain(text: string): string {
  const lines = text.toWellFormed().replaceAll("\r\n", "\n");
  return lines.replace(/(?![\n\t])\p{Cc}/gu, "").trim();
}

/** Commits to the sheet and seals it: what the room gets to see of it now, and all of it. */
export async function submissionOf(
  sheet: Sheet,
  nonce: string,
  sealingKey: string,
): Promise<CommandOf<"submitSheet">> {
  const commitment = commitTo("sheet", sheet, nonce);
  const sealed = await sealSheet(sealingKey, commitment, { sheet, nonce });
  return { type: "submitSheet", round: sheet.round, commitment, sealed };
}
