import type { CaseRules } from "./case-schema.ts";
import { parseDecimal } from "./decimal.ts";
import { farFromMean, noMark, objectiveMarksDiffer, outOfRange } from "./mark-warnings.ts";
import type { ItemMarks } from "./panel-sheets.ts";
import { isSplitVote } from "./pass-fail.ts";
import { compare, mean, multiply } from "./rational.ts";
import type { Rational } from "./rational.ts";
import { formatDecimal } from "./rounding.ts";
import type { Rounding } from "./rounding.ts";
import type { Finding, Warning } from "./warning.ts";
import type { RankedBid, RejectedBid, Working } from "./working.ts";

/** Beyond this many, one last warning says how many more there are. */
const mostWarnings = 10_000;
const shown: Rounding = { places: 2, mode: "half-up" };

const voteFindings = ({ bid, votes }: RankedBid | RejectedBid): readonly Finding[] =>
  votes.filter(isSplitVote).map((vote) => ({
    code: "split-vote",
    bid: bid.id,
    item: vote.item,
    write: () => ({
      zh: `${bid.id} 的“${vote.item}”票数相等（${vote.passes}:${vote.fails}），未过半数，不予否决`,
      en: `the vote on "${vote.item}" of ${bid.id} is even (${vote.passes}:${vote.fails}): no majority, no rejection`,
    }),
  }));

const itemFindings = (
  bid: string,
  marks: ItemMarks,
  share: Rational,
): readonly (Finding | undefined)[] => [
  noMark(bid, marks),
  outOfRange(bid, marks),
  marks.item.kind === "objective"
    ? objectiveMarksDiffer(bid, marks)
    : farFromMean(bid, marks, share),
];

const priceFindings = (evaluation: CaseRules, { price }: Working): readonly Finding[] => {
  const share = evaluation.price?.warnBelowMean;
  if (share === undefined || price === undefined) return [];
  const limit = multiply(mean(price.prices), parseDecimal(share));
  const low = [...price.byBid].filter(([, { evaluated }]) => compare(evaluated, limit) < 0);
  return low.map(([bid, { evaluated }]) => ({
    code: "price-abnormally-low",
    bid,
    item: "price",
    write: () => ({
      zh: `${bid} 的评审价 ${formatDecimal(evaluated, shown)} 低于平均价的 ${share} 倍（${formatDecimal(limit, shown)}），须书面说明`,
      en: `the evaluated price ${formatDecimal(evaluated, shown)} of ${bid} is below ${share} of the mean (${formatDecimal(limit, shown)}): an explanation is due`,
    }),
  }));
};

const findings = (evaluation: CaseRules, working: Working): readonly Finding[] => {
  const share = parseDecimal(evaluation.farFromMean ?? "0.30");
  const ofBids = working.bids.flatMap((bid) => [
    ...voteFindings(bid),
    // What was rejected before scoring has no marks that anyone relies on.
    ...(bid.technical === undefined
      ? []
      : bid.marks.items.flatMap((marks) => itemFindings(bid.bid.id, marks, share))),
  ]);
  return [
    ...ofBids.filter((finding) => finding !== undefined),
    ...priceFindings(evaluation, working),
  ];
};

/** The first `most` warnings of a finding. */
const written = ({ code, bid, item, at, member, write }: Finding, most: number): Warning[] =>
  (at ?? [0]).slice(0, most).map((index) => {
    const { zh, en } = write(index);
    const place = member === undefined ? { bid, item } : { bid, item, member: member(index) };
    return { code, ...place, text: zh, textEn: en };
  });

const unwritten = ({ bid, item }: Finding, count: number): Warning => ({
  code: "more-warnings",
  bid,
  item,
  text: `另有 ${count} 条提示未列出`,
  textEn: `${count} more warnings are not listed`,
});

/** All warnings, bid by bid and item by item, then the prices. */
export const warningsOf = (evaluation: CaseRules, working: Working): Warning[] => {
  const warnings: Warning[] = [];
  let firstLeftOut: Finding | undefined;
  let leftOut = 0;
  for (const finding of findings(evaluation, working)) {
    const listed = written(finding, mostWarnings - warnings.length);
    warnings.push(...listed);
    const rest = (finding.at?.length ?? 1) - listed.length;
    if (rest > 0) firstLeftOut ??= finding;
    leftOut += rest;
  }
  return firstLeftOut === undefined ? warnings : [...warnings, unwritten(firstLeftOut, leftOut)];
};
