import { layOut } from "./case-schema.ts";
import type { CaseRules, EvaluationCase, LaidOutCase } from "./case-schema.ts";
import type { Decimal } from "./decimal.ts";
import { givesPricePoints } from "./price-points.ts";
import { rejectionText } from "./rejection.ts";
import type { Rejection } from "./rejection.ts";
import { formatDecimal } from "./rounding.ts";
import { warningsOf } from "./warnings.ts";
import type { Warning } from "./warning.ts";
import { evaluate } from "./working.ts";
import type { RankedBid, RejectedBid } from "./working.ts";

/** A bid that takes part in the ranking. `items` holds panel marks before their factor. */
export type RankedOutcome = {
  readonly status: "ranked";
  readonly items: { readonly [item: string]: Decimal };
  /** Price points before their factor; published ones where the method computes none. */
  readonly price: Decimal | null;
  readonly total: Decimal;
  readonly rank: number;
};

export type RejectedOutcome = {
  readonly status: "rejected";
  readonly reason: {
    readonly code: Rejection["code"];
    readonly text: string;
    readonly textEn: string;
  };
};

/** What `evaluation-case/1` puts out: every bid's standing, and what a person must look at. */
export type Outcome = {
  readonly bids: { readonly [bid: string]: RankedOutcome | RejectedOutcome };
  readonly warnings: Warning[];
};

const priceOf = (evaluation: CaseRules, { bid, price }: RankedBid): Decimal | null => {
  if (evaluation.price === null) return bid.given?.["price"] ?? null;
  if (price === undefined || !givesPricePoints(evaluation.price)) return null;
  return formatDecimal(price.rounded, evaluation.rounding.price);
};

const rankedOutcome = (evaluation: CaseRules, bid: RankedBid): RankedOutcome => ({
  status: "ranked",
  items: Object.fromEntries(
    bid.technical.items.map(({ item, mark }) => [
      item.id,
      formatDecimal(mark, evaluation.rounding.item),
    ]),
  ),
  price: priceOf(evaluation, bid),
  total: formatDecimal(bid.total, evaluation.rounding.total),
  rank: bid.rank,
});

const rejectedOutcome = ({ rejection }: RejectedBid): RejectedOutcome => {
  const { zh, en } = rejectionText(rejection);
  return { status: "rejected", reason: { code: rejection.code, text: zh, textEn: en } };
};

/** Computes a case that lies ready; the same case always gives the same outcome. */
export const outcomeOf = (evaluation: LaidOutCase): Outcome => {
  const working = evaluate(evaluation);
  const bids = working.bids.map((bid) => [
    bid.bid.id,
    bid.status === "ranked" ? rankedOutcome(evaluation, bid) : rejectedOutcome(bid),
  ]);
  return { bids: Object.fromEntries(bids), warnings: warningsOf(evaluation, working) };
};

/** Computes a case that `caseSchema` let through. */
export const computeOutcome = (evaluation: EvaluationCase): Outcome =>
  outcomeOf(layOut(evaluation));
