import { describe, expect, it } from "vitest";
import type { PriceInput } from "../../support/method-case.ts";
import { pricePointsOf } from "../../support/method-case.ts";

type Benchmark = Extract<PriceInput, { formula: "benchmark" }>;

const benchmark = (parts: Partial<Benchmark>): PriceInput => ({
  formula: "benchmark",
  points: "30",
  base: { kind: "stated", value: "100" },
  abovePerPercent: "1.2",
  belowPerPercent: "0.8",
  deviation: "interpolate",
  ...parts,
});

describe("points around a base price", () => {
  it("fall faster above the base than below it", () => {
    // +5 %: 30 − 5 × 1.2 = 24; −5 %: 30 − 5 × 0.8 = 26; 0 %: 30.
    expect(pricePointsOf(benchmark({}), ["105", "95", "100"])).toEqual(["24.00", "26.00", "30.00"]);
  });

  it("stop at 0, or at the floor that is stated", () => {
    // +40 %: 30 − 48 = −18.
    expect(pricePointsOf(benchmark({}), ["140"])).toEqual(["0.00"]);
    expect(pricePointsOf(benchmark({ floor: "12" }), ["140"])).toEqual(["12.00"]);
    expect(pricePointsOf(benchmark({ floor: "-5" }), ["140"])).toEqual(["-5.00"]);
  });

  it("interpolate to the last digit", () => {
    // D = 1/3 %: 30 − 1.2/3 = 29.6 exactly, when the base is 300 and the price 301.
    const spec = benchmark({ base: { kind: "stated", value: "300" } });
    expect(pricePointsOf(spec, ["301"])).toEqual(["29.60"]);
  });

  it("count a started percent as a whole one (不足 1 % 按 1 %)", () => {
    // 2.01 % counts as 3: 30 − 3.6 = 26.4; −2.01 % as 3 too: 30 − 2.4 = 27.6; 2 % stays 2: 27.6.
    const spec = benchmark({ deviation: { places: 0, mode: "up" } });
    expect(pricePointsOf(spec, ["102.01", "97.99", "102"])).toEqual(["26.40", "27.60", "27.60"]);
  });

  it("count percents half up", () => {
    // 2.5 % counts as 3: 26.4; 2.49 % as 2: 27.6; −2.5 % as 3: 27.6.
    const spec = benchmark({ deviation: { places: 0, mode: "half-up" } });
    expect(pricePointsOf(spec, ["102.5", "102.49", "97.5"])).toEqual(["26.40", "27.60", "27.60"]);
  });
});

describe("the base price", () => {
  const even = { abovePerPercent: "1", belowPerPercent: "1" };

  it("is the mean of all valid prices, times one minus the drop", () => {
    // Mean of 90, 100, 110 = 100; × 0.95 = 95. 90 and 100: 5/95 = 5.263 %; 110: 15.789 %.
    const spec = benchmark({ ...even, base: { kind: "mean", times: "0.95" } });
    expect(pricePointsOf(spec, ["90", "100", "110"])).toEqual(["24.74", "24.74", "14.21"]);
  });

  it("leaves the outermost out, which are scored all the same", () => {
    // Without 50 and 200: mean of 90, 110 = 100. 200 lies 100 % off: 30 − 100 → 0.
    const spec = benchmark({ ...even, base: { kind: "mean", dropHigh: 1, dropLow: 1 } });
    expect(pricePointsOf(spec, ["50", "90", "110", "200"])).toEqual([
      "0.00",
      "20.00",
      "20.00",
      "0.00",
    ]);
  });

  it("drops one of doubled extremes, not both", () => {
    // Without one 120 and one 80: mean of 120, 100 = 110.
    const spec = benchmark({ ...even, base: { kind: "mean", dropHigh: 1, dropLow: 1 } });
    // 120: 30 − 100/11 = 20.909; 100 the same below; 80: 30 − 300/11 = 2.727.
    expect(pricePointsOf(spec, ["120", "120", "100", "80"])).toEqual([
      "20.91",
      "20.91",
      "20.91",
      "2.73",
    ]);
  });

  it("keeps every price when there are no more than would be dropped", () => {
    // Two prices, one high and one low to drop: nothing is dropped, base 100.
    const spec = benchmark({ ...even, base: { kind: "mean", dropHigh: 1, dropLow: 1 } });
    expect(pricePointsOf(spec, ["95", "105"])).toEqual(["25.00", "25.00"]);
  });

  it.each([
    // Up to 5 prices none goes: mean of 90, 95, 100, 105, 160 = 110.
    { prices: ["90", "95", "100", "105", "160"], first: "11.82" },
    // With 6 the highest goes: mean of 90, 95, 100, 105, 110 = 100.
    { prices: ["90", "95", "100", "105", "110", "160"], first: "20.00" },
    // From 7 on the lowest goes too: mean of 95, 100, 105, 110, 90 = 100, 40 is dropped.
    { prices: ["90", "95", "100", "105", "110", "160", "40"], first: "20.00" },
  ])("trims by a table of the number of prices: $prices.length", ({ prices, first }) => {
    const table = [
      { from: 6, dropHigh: 1, dropLow: 0 },
      { from: 7, dropHigh: 1, dropLow: 1 },
    ];
    const spec = benchmark({ ...even, base: { kind: "mean-by-count", table } });
    expect(pricePointsOf(spec, prices)[0]).toBe(first);
  });

  it("is taken in two passes: the second mean is of those inside the band around the first", () => {
    // Mean of 90, 100, 110, 200 = 125; band −30 % … +20 % = 87.5 … 150; second mean 100.
    const base = { kind: "two-pass-mean" as const, above: "0.20", below: "0.30" };
    expect(pricePointsOf(benchmark({ ...even, base }), ["90", "100", "110", "200"])).toEqual([
      "20.00",
      "30.00",
      "20.00",
      "0.00",
    ]);
  });

  it("falls back on the first mean when the band is empty", () => {
    // Mean of 50 and 150 = 100; nobody within ±10 %.
    const base = { kind: "two-pass-mean" as const, above: "0.10", below: "0.10" };
    expect(pricePointsOf(benchmark({ base, points: "60", ...even }), ["50", "150"])).toEqual([
      "10.00",
      "10.00",
    ]);
  });

  it("weighs a control price against the mean with K and C drawn by lot", () => {
    // J = A·K·(1−C) + B·C = 120·0.9·0.6 + 95·0.4 = 64.8 + 38 = 102.8, B = mean of 90 and 100.
    // 90: D = −12.4513…; 30 − 12.4513 = 17.5487. 100: −2.7237…: 27.2763.
    const base = { kind: "weighted" as const, control: "120", k: "0.9", c: "0.4" };
    expect(pricePointsOf(benchmark({ ...even, base }), ["90", "100"])).toEqual(["17.55", "27.28"]);
  });

  it("rounds where the method rounds its base", () => {
    // Mean of 100, 100, 101 = 100.333…; to a whole number 100: D of 101 is 1 %.
    const spec = benchmark({ ...even, base: { kind: "mean" } });
    const whole = { base: { places: 0, mode: "half-up" as const } };
    expect(pricePointsOf(spec, ["100", "100", "101"], whole)).toEqual(["30.00", "30.00", "29.00"]);
  });

  it("is never rounded to 0", () => {
    // Mean of 0.2 and 0.4 = 0.3, which would round to 0; D = ∓33.33 %.
    const spec = benchmark({ ...even, points: "40", base: { kind: "mean" } });
    const whole = { base: { places: 0, mode: "half-up" as const } };
    expect(pricePointsOf(spec, ["0.2", "0.4"], whole)).toEqual(["6.67", "6.67"]);
  });

  it("takes no part of a rejected price", () => {
    // 300 is above the highest allowed price; the mean is of 90 and 110.
    const spec = benchmark({ ...even, highest: "200", base: { kind: "mean" } });
    expect(pricePointsOf(spec, ["90", "110", "300"])).toEqual(["20.00", "20.00", "rejected"]);
  });
});
