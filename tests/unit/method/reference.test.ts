import { isDeepStrictEqual } from "node:util";
import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import type { Outcome } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { randomCase } from "../../support/random-case.ts";
import { referenceOutcome, referenceWarnings } from "../../support/reference-method.ts";

const blocks = 12;
const seedsPerBlock = 250;

const comparable = (outcome: Outcome) =>
  Object.fromEntries(
    Object.entries(outcome.bids).map(([id, bid]) => [
      id,
      bid.status === "ranked" ? bid : { status: bid.status, code: bid.reason.code },
    ]),
  );

const named = new Set(["mark-out-of-range", "mark-far-from-mean", "objective-marks-differ"]);

const places = (outcome: Outcome): string[] =>
  outcome.warnings
    .filter(({ code }) => named.has(code))
    .map(({ code, bid, item, member }) => `${code} ${bid} ${item} ${member ?? "-"}`)
    .toSorted();

/** Bids that were scored: ranked ones, and those that a floor rejected afterwards. */
const scoredBids = (outcome: Outcome): string[] =>
  Object.entries(outcome.bids)
    .filter(([, bid]) => bid.status === "ranked" || bid.reason.code.endsWith("below-floor"))
    .map(([id]) => id);

type Difference = { readonly seed: number; readonly product: unknown; readonly reference: unknown };

/** Empty when both agree; else what to replay: `caseSchema.parse(randomCase(seed))`. */
const difference = (seed: number): Difference[] => {
  const evaluation = caseSchema.parse(randomCase(seed));
  const outcome = computeOutcome(evaluation);
  const product = { bids: comparable(outcome), warnings: places(outcome) };
  const reference = {
    bids: referenceOutcome(evaluation),
    warnings: referenceWarnings(evaluation, scoredBids(outcome)),
  };
  return isDeepStrictEqual(product, reference) ? [] : [{ seed, product, reference }];
};

describe("a second implementation with plain fractions", () => {
  it.each(Array.from({ length: blocks }, (_, block) => block * seedsPerBlock + 1))(
    "agrees to the digit on 250 random cases from seed %i on",
    (first) => {
      const seeds = Array.from({ length: seedsPerBlock }, (_, index) => first + index);
      expect(seeds.flatMap(difference)).toEqual([]);
    },
  );

  it("meets every formula, every base, every aggregate and every reason to reject", () => {
    const met = new Set<string>();
    for (let seed = 1; seed <= 1500; seed += 1) {
      const evaluation = caseSchema.parse(randomCase(seed));
      met.add(evaluation.aggregate.kind);
      met.add(evaluation.price?.formula ?? "no price");
      if (evaluation.price?.formula === "benchmark") met.add(evaluation.price.base.kind);
      for (const bid of Object.values(referenceOutcome(evaluation))) {
        met.add(bid.status === "rejected" ? bid.code : bid.status);
      }
    }
    expect([...met].toSorted()).toEqual([
      "benchmark",
      "ceiling-ratio",
      "drop-member",
      "excess-over-lowest",
      "failed-pass-fail",
      "lowest-evaluated-price",
      "lowest-over-price",
      "mark-below-floor",
      "mean",
      "mean-by-count",
      "median",
      "no price",
      "price-above-ceiling",
      "price-above-highest",
      "price-below-lowest",
      "rank-sum",
      "ranked",
      "saving-ratio",
      "stated",
      "technical-below-floor",
      "trimmed-mean",
      "two-pass-mean",
      "value-for-money",
      "weighted",
    ]);
  });
});
