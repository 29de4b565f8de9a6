import type { BidInput } from "./bid.ts";
import type { CaseRules, LaidOutCase } from "./case-schema.ts";
import { farthestMember } from "./drop-member.ts";
import { countVotes, failedByMajority } from "./pass-fail.ts";
import type { PassFailCount } from "./pass-fail.ts";
import { panelSheets } from "./panel-sheets.ts";
import type { BidMarks, PanelSheets } from "./panel-sheets.ts";
import { evaluatedPrice } from "./preference.ts";
import { priceRejection } from "./price-limits.ts";
import { pricePoints } from "./price-points.ts";
import type { PriceResult, PriceWorking } from "./price-points.ts";
import { meanRank, rankByMember } from "./rank-sum.ts";
import type { MemberRank } from "./rank-sum.ts";
import { rank } from "./ranking.ts";
import { add } from "./rational.ts";
import type { Rational } from "./rational.ts";
import type { Rejection } from "./rejection.ts";
import { round } from "./rounding.ts";
import { floorRejection, technicalPoints } from "./technical-points.ts";
import type { TechnicalPoints } from "./technical-points.ts";
import { givenPoints, totalWithPrice } from "./total.ts";

/** A bid before prices are looked at: what the panel found. */
type Reviewed = {
  readonly marks: BidMarks;
  readonly bid: BidInput;
  readonly votes: readonly PassFailCount[];
  /** Absent when the bid was rejected before anything was scored. */
  readonly technical?: TechnicalPoints;
  readonly rejection?: Rejection;
};

type Scored = Reviewed & { readonly technical: TechnicalPoints };

/** A rejected bid, with as much of the working as was done. */
export type RejectedBid = Reviewed & { readonly status: "rejected"; readonly rejection: Rejection };

/** A ranked bid with every intermediate value. */
export type RankedBid = Scored & {
  readonly status: "ranked";
  readonly price: PriceWorking | undefined;
  readonly given: Rational;
  /** Of `rank-sum` only: how each member ranked this bid. */
  readonly memberRanks: readonly MemberRank[] | undefined;
  readonly exactTotal: Rational;
  readonly total: Rational;
  readonly rank: number;
};

/** The whole computation, step by step; the outcome and the explanation are read from it. */
export type Working = {
  readonly panel: PanelSheets;
  /** The member whose sheets `drop-member` left out. */
  readonly droppedMember: string | undefined;
  readonly price: PriceResult | undefined;
  readonly bids: readonly (RankedBid | RejectedBid)[];
};

const beforeScoring = (evaluation: CaseRules, marks: BidMarks): Reviewed => {
  const { bid } = marks;
  const overpriced = priceRejection(evaluation.price, bid);
  if (overpriced !== undefined) return { marks, bid, votes: [], rejection: overpriced };
  const votes = countVotes(evaluation.items, marks.rows);
  const failed = votes.find(failedByMajority);
  if (failed === undefined) return { marks, bid, votes };
  return { marks, bid, votes, rejection: { code: "failed-pass-fail", ...failed } };
};

const score = (
  evaluation: CaseRules,
  reviewed: Reviewed,
  dropped: string | undefined,
): Reviewed => {
  if (reviewed.rejection !== undefined) return reviewed;
  const { aggregate, rounding } = evaluation;
  const technical = technicalPoints(reviewed.marks, { aggregate, rounding, dropped });
  const rejection = floorRejection(technical, evaluation.technicalFloor);
  return rejection === undefined
    ? { ...reviewed, technical }
    : { ...reviewed, technical, rejection };
};

const isValid = (reviewed: Reviewed): reviewed is Scored =>
  reviewed.rejection === undefined && reviewed.technical !== undefined;

const exactTotals = (
  evaluation: CaseRules,
  valid: readonly Scored[],
  price: PriceResult | undefined,
) =>
  valid.map(({ bid, technical }) =>
    totalWithPrice(
      add(technical.sum, givenPoints(bid)),
      evaluation.price,
      price?.byBid.get(bid.id),
    ),
  );

/** Rank-sum asks every member anew; all other aggregates share one total. */
const memberRanks = (
  evaluation: CaseRules,
  valid: readonly Scored[],
  members: readonly string[],
  price: PriceResult | undefined,
): readonly (readonly MemberRank[])[] | undefined => {
  if (evaluation.aggregate.kind !== "rank-sum" || members.length === 0) return undefined;
  const sheets = valid.map(({ marks }) => marks);
  return rankByMember(sheets, members, (quality, { bid }) =>
    totalWithPrice(add(quality, givenPoints(bid)), evaluation.price, price?.byBid.get(bid.id)),
  );
};

const rankValid = (
  evaluation: CaseRules,
  valid: readonly Scored[],
  members: readonly string[],
  price: PriceResult | undefined,
): readonly RankedBid[] => {
  const ranks = memberRanks(evaluation, valid, members, price);
  const exact = ranks?.map(meanRank) ?? exactTotals(evaluation, valid, price);
  const totals = exact.map((total) => round(total, evaluation.rounding.total));
  const standings = valid.map(({ bid, technical }, index) => ({
    total: totals[index] ?? technical.sum,
    evaluatedPrice: evaluatedPrice(bid),
    technical: technical.sum,
  }));
  const order = rank(standings, evaluation.order, ranks === undefined ? "highest" : "lowest");
  return valid.map((scored, index) => ({
    ...scored,
    status: "ranked",
    price: price?.byBid.get(scored.bid.id),
    given: givenPoints(scored.bid),
    memberRanks: ranks?.[index],
    exactTotal: exact[index] ?? scored.technical.sum,
    total: totals[index] ?? scored.technical.sum,
    rank: order[index] ?? 0,
  }));
};

const reject = (bid: Reviewed): RejectedBid => {
  if (bid.rejection === undefined)
    throw new RangeError(`bid ${bid.bid.id} is neither ranked nor rejected`);
  return { ...bid, status: "rejected", rejection: bid.rejection };
};

/**
 * Computes a case without contradictions. Rejections come first, in the order price limits,
 * pass-fail, floors, so that a rejected bid enters no price base; then prices, totals and ranks.
 */
export const evaluate = (evaluation: LaidOutCase): Working => {
  const panel = panelSheets(evaluation, evaluation.bids, evaluation.rows);
  const opened = panel.bids.map((marks) => beforeScoring(evaluation, marks));
  const toScore = opened.filter((bid) => bid.rejection === undefined).map(({ marks }) => marks);
  const droppedMember =
    evaluation.aggregate.kind === "drop-member" ? farthestMember(toScore) : undefined;
  const reviewed = opened.map((bid) => score(evaluation, bid, droppedMember));
  const valid = reviewed.filter(isValid);
  const price = pricePoints(
    evaluation.price,
    evaluation.rounding,
    valid.map(({ bid }) => bid),
  );
  const ranked = new Map(
    rankValid(evaluation, valid, panel.members, price).map((bid) => [bid.bid.id, bid]),
  );
  return {
    panel,
    droppedMember,
    price,
    bids: reviewed.map((bid) => ranked.get(bid.bid.id) ?? reject(bid)),
  };
};
