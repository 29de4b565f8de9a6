import { parseDecimal } from "./decimal.ts";
import { unitsPerPoint } from "./mark-units.ts";
import type { ItemMarks } from "./panel-sheets.ts";
import { multiply, rational } from "./rational.ts";
import type { Rational } from "./rational.ts";
import { formatDecimal } from "./rounding.ts";
import type { Rounding } from "./rounding.ts";
import type { Finding } from "./warning.ts";

const shown: Rounding = { places: 2, mode: "half-up" };

/** The smallest and largest mark, in millionths, that is not pointed out. */
type Range = { readonly lowest: bigint; readonly highest: bigint };

const positionsOutside = (units: readonly bigint[], { lowest, highest }: Range): number[] => {
  const positions: number[] = [];
  let index = 0;
  for (const own of units) {
    if (own < lowest || own > highest) positions.push(index);
    index += 1;
  }
  return positions;
};

const points = ({ units }: ItemMarks, index: number): string =>
  formatDecimal(rational(units[index] ?? 0n, unitsPerPoint));

const memberAt = ({ members }: ItemMarks, index: number): string => members[index] ?? "";

/** Marks below 0 or above the item's max. */
export const outOfRange = (bid: string, marks: ItemMarks): Finding => {
  const { item } = marks;
  const highest = multiply(parseDecimal(item.max), rational(unitsPerPoint)).numerator;
  return {
    code: "mark-out-of-range",
    bid,
    item: item.id,
    at: positionsOutside(marks.units, { lowest: 0n, highest }),
    member: (index) => memberAt(marks, index),
    write: (index) => ({
      zh: `${memberAt(marks, index)} 对 ${bid} 的“${item.id}”打分 ${points(marks, index)}，超出 0 至 ${item.max}`,
      en: `${memberAt(marks, index)} gave ${bid} ${points(marks, index)} for "${item.id}", outside 0 to ${item.max}`,
    }),
  };
};

const floorDivide = (dividend: bigint, divisor: bigint): bigint => {
  const quotient = dividend / divisor;
  return dividend < 0n && quotient * divisor !== dividend ? quotient - 1n : quotient;
};

/** |mark − mean| ≤ share × |mean| for a whole number of millionths: two bounds, found once. */
const rangeAroundMean = ({ units, sum }: ItemMarks, share: Rational): Range => {
  const divisor = BigInt(units.length) * share.denominator;
  const middle = sum * share.denominator;
  const width = (sum < 0n ? -sum : sum) * share.numerator;
  return {
    lowest: -floorDivide(width - middle, divisor),
    highest: floorDivide(middle + width, divisor),
  };
};

/** Marks farther from the mean of all marks than `share` of that mean. */
export const farFromMean = (bid: string, marks: ItemMarks, share: Rational): Finding => {
  const { item, units, sum } = marks;
  const average = () => formatDecimal(rational(sum, BigInt(units.length) * unitsPerPoint), shown);
  return {
    code: "mark-far-from-mean",
    bid,
    item: item.id,
    at: units.length === 0 ? [] : positionsOutside(units, rangeAroundMean(marks, share)),
    member: (index) => memberAt(marks, index),
    write: (index) => ({
      zh: `${memberAt(marks, index)} 对 ${bid} 的“${item.id}”打分 ${points(marks, index)}，与平均分 ${average()} 相差过大`,
      en: `${memberAt(marks, index)} gave ${bid} ${points(marks, index)} for "${item.id}", far from the mean ${average()}`,
    }),
  };
};

/** An objective item has one right mark: members who differ must look again (87号令 64). */
export const objectiveMarksDiffer = (bid: string, marks: ItemMarks): Finding | undefined => {
  const [first] = marks.units;
  if (marks.units.every((own) => own === first)) return undefined;
  const { id } = marks.item;
  return {
    code: "objective-marks-differ",
    bid,
    item: id,
    write: () => ({
      zh: `各成员对 ${bid} 的客观分“${id}”打分不一致`,
      en: `the members differ on the objective item "${id}" of ${bid}`,
    }),
  };
};

/** Nobody gave a mark: the item has no panel mark, and the total is without it. */
export const noMark = (bid: string, { item, units }: ItemMarks): Finding | undefined => {
  if (units.length > 0) return undefined;
  return {
    code: "no-mark",
    bid,
    item: item.id,
    write: () => ({
      zh: `没有成员对 ${bid} 的“${item.id}”打分，该项未计入总分`,
      en: `no member marked "${item.id}" of ${bid}; the item is not in the total`,
    }),
  };
};
