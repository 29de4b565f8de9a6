import { isDecimal, parseDecimal } from "@yuanping/shared/method/decimal.ts";
import { add, sum } from "@yuanping/shared/method/rational.ts";
import { formatDecimal } from "@yuanping/shared/method/rounding.ts";
import type { IntakeForm } from "./intake-form.ts";

export type PointsSum = Readonly<{ items: string; price: string; sum: string }>;

/** What the points come to as far as they are filled in; exact, as everything with points. */
export function pointsSum(form: Partial<IntakeForm>): PointsSum {
  const marks = (form.items ?? [])
    // A row that was just added is not in the form's values yet.
    .filter((item) => item !== undefined && item.kind !== "pass-fail")
    .map(({ max }) => max);
  const items = total(marks);
  const price = total(form.priceFormula === "none" ? [] : [form.pricePoints]);
  return {
    items: formatDecimal(items),
    price: formatDecimal(price),
    sum: formatDecimal(add(items, price)),
  };
}

function total(texts: readonly (string | undefined)[]) {
  return sum(
    texts
      .filter((text) => text !== undefined)
      .filter(isDecimal)
      .map(parseDecimal),
  );
}
