import { parseDecimal } from "../decimal.ts";
import {
  add,
  compare,
  divide,
  isZero,
  mean,
  multiply,
  one,
  rational,
  subtract,
} from "../rational.ts";
import type { Rational } from "../rational.ts";
import { round } from "../rounding.ts";
import type { Rounding } from "../rounding.ts";
import type { BaseSpec, TrimRow } from "./base-spec.ts";

/** How a base price came about. `dropped` prices did not enter it but are scored all the same. */
export type BasePrice = {
  readonly kind: BaseSpec["kind"];
  readonly used: readonly Rational[];
  readonly dropped: readonly Rational[];
  /** The mean of `used`; absent when the base is stated. */
  readonly mean?: Rational;
  readonly exact: Rational;
  /** `exact`, rounded where the method rounds its base. */
  readonly value: Rational;
};

type Unrounded = Omit<BasePrice, "value" | "kind">;
type Trim = { readonly dropHigh: number; readonly dropLow: number };

const noTrim: Trim = { dropHigh: 0, dropLow: 0 };

/** Drops by position in the sorted prices: of doubled extremes only as many as are named go. */
const trimmed = (prices: readonly Rational[], { dropHigh, dropLow }: Trim) => {
  const sorted = prices.toSorted(compare);
  // Dropping everything would leave no base at all; then nothing is dropped.
  if (dropHigh + dropLow >= sorted.length) return { used: sorted, dropped: [] };
  const end = sorted.length - dropHigh;
  return {
    used: sorted.slice(dropLow, end),
    dropped: [...sorted.slice(0, dropLow), ...sorted.slice(end)],
  };
};

/** The row with the largest `from` that the number of prices reaches; no row, no trimming. */
export const trimFor = (table: readonly TrimRow[], count: number): Trim =>
  table.filter((row) => row.from <= count).toSorted((a, b) => b.from - a.from)[0] ?? noTrim;

const meanBase = (
  prices: readonly Rational[],
  trim: Trim,
  times: string | undefined,
): Unrounded => {
  const { used, dropped } = trimmed(prices, trim);
  const average = mean(used);
  return { used, dropped, mean: average, exact: multiply(average, parseDecimal(times ?? "1")) };
};

const twoPassBase = (
  prices: readonly Rational[],
  spec: Extract<BaseSpec, { kind: "two-pass-mean" }>,
): Unrounded => {
  const first = mean(prices);
  const highest = multiply(first, add(one, parseDecimal(spec.above)));
  const lowest = multiply(first, subtract(one, parseDecimal(spec.below)));
  const inside = (price: Rational) => compare(price, lowest) >= 0 && compare(price, highest) <= 0;
  const kept = prices.filter(inside);
  // Two prices far apart can leave nobody inside; then the first mean stands.
  const used = kept.length === 0 ? prices : kept;
  const dropped = kept.length === 0 ? [] : prices.filter((price) => !inside(price));
  const second = mean(used);
  return {
    used: used.toSorted(compare),
    dropped: dropped.toSorted(compare),
    mean: second,
    exact: multiply(second, parseDecimal(spec.times ?? "1")),
  };
};

const weightedBase = (
  prices: readonly Rational[],
  spec: Extract<BaseSpec, { kind: "weighted" }>,
): Unrounded => {
  const trim = { dropHigh: spec.dropHigh ?? 0, dropLow: spec.dropLow ?? 0 };
  const { used, dropped } = trimmed(prices, trim);
  const average = mean(used);
  const c = parseDecimal(spec.c);
  const control = multiply(parseDecimal(spec.control), parseDecimal(spec.k));
  const exact = add(multiply(control, subtract(one, c)), multiply(average, c));
  return { used, dropped, mean: average, exact };
};

const unrounded = (spec: BaseSpec, prices: readonly Rational[]): Unrounded => {
  switch (spec.kind) {
    case "stated":
      return { used: [], dropped: [], exact: parseDecimal(spec.value) };
    case "mean":
      return meanBase(
        prices,
        { dropHigh: spec.dropHigh ?? 0, dropLow: spec.dropLow ?? 0 },
        spec.times,
      );
    case "mean-by-count":
      return meanBase(prices, trimFor(spec.table, prices.length), spec.times);
    case "two-pass-mean":
      return twoPassBase(prices, spec);
    case "weighted":
      return weightedBase(prices, spec);
  }
};

/** The base price over the evaluated prices of the valid bids, of which there is at least one. */
export const basePrice = (
  spec: BaseSpec,
  prices: readonly Rational[],
  rounding: Rounding | undefined,
): BasePrice => {
  const working = unrounded(spec, prices);
  const rounded = round(working.exact, rounding);
  // Prices far below the last place would round to a base of 0, which nothing can be measured by.
  return { ...working, kind: spec.kind, value: isZero(rounded) ? working.exact : rounded };
};

/** (P − B) / B in percent: positive above the base. */
export const deviationPercent = (price: Rational, base: Rational): Rational =>
  multiply(divide(subtract(price, base), base), rational(100n));
