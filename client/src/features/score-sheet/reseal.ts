import type { Sheet } from "@yuanping/shared/contracts/sheet.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { sealSheet } from "@yuanping/shared/seal/sheet-sealing.ts";
import type { DraftCells } from "../../connection/draft-document.ts";
import type { PersonCommand } from "../../connection/command.ts";
import { buildSheet, type SheetForm } from "./sheet-building.ts";

/** Where a draft keeps the nonce of what was submitted in a round, so that its member can open the commitment again. */
export function nonceKey(round: number): string {
  return JSON.stringify(["nonce", round]);
}

/** The member's own copy of the sheet that is locked; undefined when the draft does not give the very same one. */
export function ownCopyOf(
  view: EvaluationView,
  form: SheetForm,
  cells: DraftCells,
): Readonly<{ sheet: Sheet; nonce: string }> | undefined {
  const { round, receipt } = view.scoring;
  const sheet = buildSheet(view, form, cells);
  const nonce = cells[nonceKey(round ?? 0)]?.value;
  if (sheet === undefined || receipt === undefined || !/^[0-9a-f]{64}$/u.test(nonce ?? "")) {
    return undefined;
  }
  const opened = { sheet, nonce: nonce ?? "" };
  return commitTo("sheet", opened.sheet, opened.nonce) === receipt.commitment ? opened : undefined;
}

/** The command that seals the same sheet to the key that is due now. */
export async function resealing(
  view: EvaluationView,
  copy: Readonly<{ sheet: Sheet; nonce: string }>,
): Promise<PersonCommand | undefined> {
  const { sealingKey, receipt } = view.scoring;
  if (sealingKey === undefined || receipt === undefined) return undefined;
  return { type: "resealSheet", sealed: await sealSheet(sealingKey, receipt.commitment, copy) };
}
