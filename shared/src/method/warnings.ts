import type { EvaluationCase } from "./case-schema.ts";
import { parseDecimal } from "./decimal.ts";
import { unitsPerPoint, sumUnits } from "./mark-units.ts";
import type { MemberMark } from "./members.ts";
import type { ItemMarks } from "./panel-sheets.ts";
import { isSplitVote } from "./pass-fail.ts";
import { compare, mean, multiply, rational } from "./rational.ts";
import type { Rational } from "./rational.ts";
import { formatDecimal } from "./rounding.ts";
import type { Rounding } from "./rounding.ts";
import type { BilingualText } from "./text.ts";
import type { RankedBid, RejectedBid, Working } from "./working.ts";

export type WarningCode =
  | "mark-out-of-range"
  | "mark-far-from-mean"
  | "objective-marks-differ"
  | "no-mark"
  | "split-vote"
  | "price-abnormally-low"
  | "more-warnings";

/** Something a person must look at; it changes no number (发改法规〔2026〕195号: AI never decides). */
export type Warning = {
  readonly code: WarningCode;
  readonly bid: string;
  readonly item: string;
  readonly member?: string;
  readonly text: string;
  readonly textEn: string;
};

/** Beyond this many, one last warning says how many more there are. */
const mostWarnings = 10_000;
const shown: Rounding = { places: 2, mode: "half-up" };

type Place = Pick<Warning, "bid" | "item"> & { readonly member?: string };
/** Texts are written only for the warnings that are shown: a huge panel can have millions. */
type Finding = Place & { readonly code: WarningCode; readonly write: () => BilingualText };

const points = (units: bigint): string => formatDecimal(rational(units, unitsPerPoint));

function* rangeFindings(bid: string, { item, marks }: ItemMarks): Generator<Finding> {
  const max = multiply(parseDecimal(item.max), rational(unitsPerPoint)).numerator;
  for (const { member, units } of marks) {
    if (units >= 0n && units <= max) continue;
    yield {
      code: "mark-out-of-range",
      bid,
      item: item.id,
      member,
      write: () => ({
        zh: `${member} 对 ${bid} 的“${item.id}”打分 ${points(units)}，超出 0 至 ${item.max}`,
        en: `${member} gave ${bid} ${points(units)} for "${item.id}", outside 0 to ${item.max}`,
      }),
    };
  }
}

const farText = (bid: string, item: string, mark: MemberMark, average: Rational): BilingualText => {
  const value = formatDecimal(average, shown);
  const own = points(mark.units);
  return {
    zh: `${mark.member} 对 ${bid} 的“${item}”打分 ${own}，与平均分 ${value} 相差过大`,
    en: `${mark.member} gave ${bid} ${own} for "${item}", far from the mean ${value}`,
  };
};

function* farFindings(
  bid: string,
  { item, marks }: ItemMarks,
  share: Rational,
): Generator<Finding> {
  const count = BigInt(marks.length);
  const total = sumUnits(marks.map((mark) => mark.units));
  // |mark − mean| > share × mean, cleared of every division.
  const limit = share.numerator * (total < 0n ? -total : total);
  for (const mark of marks) {
    const difference = mark.units * count - total;
    const size = difference < 0n ? -difference : difference;
    if (size * share.denominator <= limit) continue;
    const average = () => rational(total, count * unitsPerPoint);
    const { member } = mark;
    const write = () => farText(bid, item.id, mark, average());
    yield { code: "mark-far-from-mean", bid, item: item.id, member, write };
  }
}

function* objectiveFindings(bid: string, { item, marks }: ItemMarks): Generator<Finding> {
  const first = marks[0];
  if (first === undefined || marks.every((mark) => mark.units === first.units)) return;
  yield {
    code: "objective-marks-differ",
    bid,
    item: item.id,
    write: () => ({
      zh: `各成员对 ${bid} 的客观分“${item.id}”打分不一致`,
      en: `the members differ on the objective item "${item.id}" of ${bid}`,
    }),
  };
}

function* emptyFindings(bid: string, { item, marks }: ItemMarks): Generator<Finding> {
  if (marks.length > 0) return;
  yield {
    code: "no-mark",
    bid,
    item: item.id,
    write: () => ({
      zh: `没有成员对 ${bid} 的“${item.id}”打分，该项未计入总分`,
      en: `no member marked "${item.id}" of ${bid}; the item is not in the total`,
    }),
  };
}

function* voteFindings({ bid, votes }: RankedBid | RejectedBid): Generator<Finding> {
  for (const vote of votes.filter(isSplitVote)) {
    yield {
      code: "split-vote",
      bid: bid.id,
      item: vote.item,
      write: () => ({
        zh: `${bid.id} 的“${vote.item}”票数相等（${vote.passes}:${vote.fails}），未过半数，不予否决`,
        en: `the vote on "${vote.item}" of ${bid.id} is even (${vote.passes}:${vote.fails}): no majority, no rejection`,
      }),
    };
  }
}

function* priceFindings(evaluation: EvaluationCase, working: Working): Generator<Finding> {
  const share = evaluation.price?.warnBelowMean;
  if (share === undefined || working.price === undefined) return;
  const limit = multiply(mean(working.price.prices), parseDecimal(share));
  for (const [bid, { evaluated }] of working.price.byBid) {
    if (compare(evaluated, limit) >= 0) continue;
    const text = [formatDecimal(evaluated, shown), formatDecimal(limit, shown)];
    yield {
      code: "price-abnormally-low",
      bid,
      item: "price",
      write: () => ({
        zh: `${bid} 的评审价 ${text[0]} 低于平均价的 ${share} 倍（${text[1]}），须书面说明`,
        en: `the evaluated price ${text[0]} of ${bid} is below ${share} of the mean (${text[1]}): an explanation is due`,
      }),
    };
  }
}

function* findings(evaluation: EvaluationCase, working: Working): Generator<Finding> {
  const share = parseDecimal(evaluation.farFromMean ?? "0.30");
  for (const bid of working.bids) {
    yield* voteFindings(bid);
    // What was rejected before scoring has no marks that anyone relies on.
    if (bid.technical === undefined) continue;
    for (const item of bid.marks.items) {
      yield* emptyFindings(bid.bid.id, item);
      yield* rangeFindings(bid.bid.id, item);
      if (item.item.kind === "objective") yield* objectiveFindings(bid.bid.id, item);
      else yield* farFindings(bid.bid.id, item, share);
    }
  }
  yield* priceFindings(evaluation, working);
}

const written = ({ write, ...place }: Finding): Warning => {
  const { zh, en } = write();
  return { ...place, text: zh, textEn: en };
};

const unwritten = (place: Place, count: number): Warning => ({
  code: "more-warnings",
  bid: place.bid,
  item: place.item,
  text: `另有 ${count} 条提示未列出`,
  textEn: `${count} more warnings are not listed`,
});

/** All warnings, bid by bid and item by item, then the prices. */
export const warningsOf = (evaluation: EvaluationCase, working: Working): Warning[] => {
  const warnings: Warning[] = [];
  let firstLeftOut: Finding | undefined;
  let leftOut = 0;
  for (const finding of findings(evaluation, working)) {
    if (warnings.length < mostWarnings) {
      warnings.push(written(finding));
    } else {
      firstLeftOut ??= finding;
      leftOut += 1;
    }
  }
  return firstLeftOut === undefined ? warnings : [...warnings, unwritten(firstLeftOut, leftOut)];
};
