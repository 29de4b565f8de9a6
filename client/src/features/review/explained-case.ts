import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import type { DrawnValues, EvaluationCase } from "@yuanping/shared/method/index.ts";
import { withDrawn } from "@yuanping/shared/method/drawn-coefficients.ts";

/**
 * What was computed, as a case that can be computed again here: the bids that passed the review, with every member's
 * marks. What a review decided is shown by the review, and takes no part in the points.
 */
export function explainedCase({
  evaluation,
  method,
  bids,
  review,
  result,
  numbers,
}: EvaluationView): EvaluationCase | undefined {
  const valid = review.closed?.valid;
  if (method === undefined || bids === undefined || valid === undefined || result === undefined)
    return undefined;
  return {
    format: "evaluation-case/1",
    id: evaluation,
    ...withDrawn(method, drawnOf(numbers)),
    items: method.items.filter(({ kind }) => kind !== "pass-fail"),
    bids: bids
      .filter(({ id }) => valid.includes(id))
      .map(({ documents: _documents, ...bid }) => bid),
    marks: Object.fromEntries(
      valid.map((bid) => [
        bid,
        Object.fromEntries(
          Object.entries(result.marks).map(([code, marks]) => [code, marks[bid] ?? {}]),
        ),
      ]),
    ),
  };
}

/** The coefficients that were drawn, by name. */
function drawnOf(numbers: EvaluationView["numbers"]): DrawnValues {
  const drawn = (numbers?.sets ?? []).flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value]],
  );
  return Object.fromEntries(drawn);
}
