import { aggregatePanelMark } from "./panel-mark.ts";
import type { Aggregate } from "./aggregate.ts";
import { parseDecimal } from "./decimal.ts";
import type { ScoredItem } from "./item.ts";
import type { BidMarks, ItemMarks } from "./panel-sheets.ts";
import { add, compare, multiply, zero } from "./rational.ts";
import type { Rational } from "./rational.ts";
import type { Rejection } from "./rejection.ts";
import { round } from "./rounding.ts";
import type { RoundingPolicy } from "./rounding.ts";

/** One item of one bid: the panel mark and what it contributes, exact and rounded. */
export type ItemPoints = {
  readonly item: ScoredItem;
  readonly exactMark: Rational;
  readonly mark: Rational;
  readonly exactContribution: Rational;
  readonly contribution: Rational;
};

/** Everything of a bid that does not depend on prices. */
export type TechnicalPoints = {
  readonly items: readonly ItemPoints[];
  /** The sum of all contributions. */
  readonly sum: Rational;
};

type Rules = {
  readonly aggregate: Aggregate;
  readonly rounding: RoundingPolicy;
  /** The member whose sheets `drop-member` leaves out. */
  readonly dropped: string | undefined;
};

/** The marks that count for the panel: all but those of the member who was left out. */
export const keptUnits = (
  { members, units }: ItemMarks,
  dropped: string | undefined,
): readonly bigint[] => {
  const kept = units.filter((_, index) => members[index] !== dropped);
  // Where only the dropped member gave a mark, that mark is all there is.
  return kept.length === 0 ? units : kept;
};

const itemPoints = (itemMarks: ItemMarks, rules: Rules): ItemPoints => {
  const { item } = itemMarks;
  const units = rules.dropped === undefined ? itemMarks.units : keptUnits(itemMarks, rules.dropped);
  const exactMark = aggregatePanelMark(rules.aggregate, units);
  const mark = round(exactMark, rules.rounding.item);
  const exactContribution = multiply(mark, parseDecimal(item.factor ?? "1"));
  const contribution = round(exactContribution, rules.rounding.contribution);
  return { item, exactMark, mark, exactContribution, contribution };
};

export const technicalPoints = (marks: BidMarks, rules: Rules): TechnicalPoints => {
  // An item without a single mark has no panel mark: it is left out and warned about, never 0.
  const marked = marks.items.filter((item) => item.units.length > 0);
  const items = marked.map((item) => itemPoints(item, rules));
  return { items, sum: items.reduce((sum, item) => add(sum, item.contribution), zero) };
};

/** The first floor that a bid stays under, item by item, then the technical points as a whole. */
export const floorRejection = (
  technical: TechnicalPoints,
  technicalFloor: string | undefined,
): Rejection | undefined => {
  for (const { item, mark } of technical.items) {
    if (item.floor !== undefined && compare(mark, parseDecimal(item.floor)) < 0) {
      return { code: "mark-below-floor", item: item.id, mark, floor: item.floor };
    }
  }
  if (technicalFloor === undefined) return undefined;
  if (compare(technical.sum, parseDecimal(technicalFloor)) >= 0) return undefined;
  return { code: "technical-below-floor", points: technical.sum, floor: technicalFloor };
};
