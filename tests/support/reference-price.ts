import type { EvaluationCase } from "@yuanping/shared/method/index.ts";
import {
  ascending,
  average,
  less,
  minus,
  over,
  plus,
  read,
  rounded,
  same,
  size,
  times,
  type Fraction,
} from "./reference-fraction.ts";

type Price = NonNullable<EvaluationCase["price"]>;
type Benchmark = Extract<Price, { formula: "benchmark" }>;

const one: Fraction = [1n, 1n];
const none: Fraction = [0n, 1n];

function meanWithout(prices: readonly Fraction[], high: number, low: number): Fraction {
  const sorted = ascending(prices);
  if (high + low >= sorted.length) return average(sorted);
  for (let i = 0; i < high; i += 1) sorted.pop();
  for (let i = 0; i < low; i += 1) sorted.shift();
  return average(sorted);
}

function baseOf(base: Benchmark["base"], prices: readonly Fraction[]): Fraction {
  switch (base.kind) {
    case "stated":
      return read(base.value);
    case "mean": {
      const mean = meanWithout(prices, base.dropHigh ?? 0, base.dropLow ?? 0);
      return times(mean, read(base.times ?? "1"));
    }
    case "mean-by-count": {
      let high = 0;
      let low = 0;
      let reached = 0;
      for (const row of base.table) {
        if (row.from > prices.length || row.from < reached) continue;
        reached = row.from;
        high = row.dropHigh;
        low = row.dropLow;
      }
      return times(meanWithout(prices, high, low), read(base.times ?? "1"));
    }
    case "two-pass-mean": {
      const first = average(prices);
      const top = times(first, plus(one, read(base.above)));
      const bottom = times(first, minus(one, read(base.below)));
      const inside = prices.filter((price) => !less(top, price) && !less(price, bottom));
      return times(average(inside.length > 0 ? inside : prices), read(base.times ?? "1"));
    }
    case "weighted": {
      const b = meanWithout(prices, base.dropHigh ?? 0, base.dropLow ?? 0);
      const c = read(base.c);
      const ak = times(read(base.control), read(base.k));
      return plus(times(ak, minus(one, c)), times(b, c));
    }
  }
}

function benchmarkPoints(
  spec: Benchmark,
  rounding: EvaluationCase["rounding"],
  prices: readonly Fraction[],
  price: Fraction,
): Fraction {
  const exact = baseOf(spec.base, prices);
  const short = rounded(exact, rounding.base);
  const base = short[0] === 0n ? exact : short;
  const percent = times(over(minus(price, base), base), [100n, 1n]);
  const counted =
    spec.deviation === "interpolate" ? size(percent) : rounded(size(percent), spec.deviation);
  const rate = read(percent[0] > 0n ? spec.abovePerPercent : spec.belowPerPercent);
  const points = minus(read(spec.points), times(counted, rate));
  const floor = read(spec.floor ?? "0");
  return less(points, floor) ? floor : points;
}

/** The exact price points of one evaluated price among those of all valid bids. */
export function referencePoints(
  spec: Price,
  rounding: EvaluationCase["rounding"],
  prices: readonly Fraction[],
  price: Fraction,
): Fraction {
  const lowest = ascending(prices)[0] ?? none;
  switch (spec.formula) {
    case "lowest-over-price":
      return times(over(lowest, price), read(spec.points));
    case "ceiling-ratio":
      return times(minus(one, over(price, read(spec.ceiling))), read(spec.points));
    case "excess-over-lowest": {
      const points = times(read(spec.points), minus(one, over(minus(price, lowest), lowest)));
      return spec.floor !== undefined && less(points, read(spec.floor)) ? read(spec.floor) : points;
    }
    case "saving-ratio": {
      const ceiling = read(spec.ceiling);
      if (same(ceiling, lowest)) return none;
      return times(read(spec.points), over(minus(ceiling, price), minus(ceiling, lowest)));
    }
    case "benchmark":
      return benchmarkPoints(spec, rounding, prices, price);
    case "value-for-money":
    case "lowest-evaluated-price":
      return none;
  }
}
