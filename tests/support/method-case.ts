import type { z } from "zod";
import { caseSchema, computeOutcome, type Outcome } from "@yuanping/shared/method/index.ts";

export type CaseInput = z.input<typeof caseSchema>;
export type PriceInput = NonNullable<CaseInput["price"]>;

const cents = { places: 2, mode: "half-up" as const };

/** A case with everything that a test does not speak of left at its simplest. */
export function methodCase(parts: Partial<CaseInput>): CaseInput {
  return {
    format: "evaluation-case/1",
    bids: [],
    aggregate: { kind: "mean" },
    price: null,
    marks: {},
    ...parts,
  };
}

export function outcomeOf(parts: Partial<CaseInput>): Outcome {
  return computeOutcome(caseSchema.parse(methodCase(parts)));
}

/** The price points of bids B1, B2, … rounded half up to 2 places. */
export function pricePointsOf(
  price: PriceInput,
  prices: readonly string[],
  rounding: CaseInput["rounding"] = {},
): readonly (string | null)[] {
  const outcome = outcomeOf({
    bids: prices.map((each, index) => ({ id: `B${index + 1}`, price: each })),
    price,
    rounding: { price: cents, ...rounding },
  });
  return prices.map((_, index) => {
    const bid = outcome.bids[`B${index + 1}`];
    return bid?.status === "ranked" ? bid.price : "rejected";
  });
}

/** One item, one bid: the marks of E1, E2, … on it. */
export function panelCase(
  marks: readonly (string | null)[],
  parts: Partial<CaseInput> = {},
): CaseInput {
  return methodCase({
    bids: [{ id: "B1" }],
    items: [{ id: "plan", kind: "subjective", max: "100" }],
    marks: {
      B1: Object.fromEntries(marks.map((mark, index) => [`E${index + 1}`, { plan: mark }])),
    },
    ...parts,
  });
}

/** The panel mark of a `panelCase`. */
export function panelMarkOf(
  marks: readonly (string | null)[],
  parts: Partial<CaseInput> = {},
): string | undefined {
  const bid = computeOutcome(caseSchema.parse(panelCase(marks, parts))).bids["B1"];
  return bid?.status === "ranked" ? bid.items["plan"] : "rejected";
}
