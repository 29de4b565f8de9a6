import { checkMark, methodSchema, priceShare, trimsPrices } from "@yuanping/shared/method/index.ts";
import type { Item } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import type { PriceInput } from "../../support/method-case.ts";

const plan: Item = { id: "plan", kind: "subjective", max: "10.5" };
const licence: Item = { id: "licence", kind: "pass-fail" };

describe("checking a mark as it is typed", () => {
  it.each(["0", "10.5", "10.50", "3.25"])("lets %s stand", (mark) => {
    expect(checkMark(plan, mark)).toBeUndefined();
  });

  it.each([
    [null, "mark-missing"],
    ["", "mark-missing"],
    ["1.", "mark-not-decimal"],
    ["０１", "mark-not-decimal"],
    ["1,5", "mark-not-decimal"],
    ["+1", "mark-not-decimal"],
    ["1e0", "mark-not-decimal"],
    ["NaN", "mark-not-decimal"],
    [" 1", "mark-not-decimal"],
    ["01", "mark-not-decimal"],
    ["9".repeat(1_000_000), "mark-not-decimal"],
    ["pass", "mark-not-decimal"],
    ["-0.1", "mark-out-of-range"],
    ["10.51", "mark-out-of-range"],
  ])("says of %.20j: %s", (mark, code) => {
    expect(checkMark(plan, mark)).toMatchObject({ code });
  });

  it("takes pass and fail on a pass-fail item, nothing else", () => {
    expect(checkMark(licence, "pass")).toBeUndefined();
    expect(checkMark(licence, "fail")).toBeUndefined();
    expect(checkMark(licence, "1")).toEqual({ code: "mark-not-pass-or-fail" });
    expect(checkMark(licence, null)).toEqual({ code: "mark-missing" });
  });
});

const method = (price: PriceInput | null, items: readonly object[] = []) =>
  methodSchema.parse({ items, aggregate: { kind: "mean" }, price });

const seventy = [
  { id: "plan", kind: "subjective", max: "100", factor: "0.7" },
  { id: "licence", kind: "pass-fail" },
];

describe("the share of the price", () => {
  it("is price points times factor over all attainable points", () => {
    // 100 × 0.3 / (100 × 0.3 + 100 × 0.7) = 0.3.
    const price = { formula: "lowest-over-price" as const, points: "100", factor: "0.3" };
    expect(priceShare(method(price, seventy))).toBe("0.300000");
  });

  it("is cut, so that a share just below a limit stays below it", () => {
    // 29.99999/99.99999 = 0.29999993: rounded it would pass for 0.30.
    const price = { formula: "lowest-over-price" as const, points: "29.99999" };
    expect(priceShare(method(price, seventy))).toBe("0.299999");
  });

  it("is null where the price has no points", () => {
    expect(priceShare(method(null, seventy))).toBeNull();
    expect(priceShare(method({ formula: "value-for-money", per: "1" }, seventy))).toBeNull();
    expect(priceShare(method({ formula: "lowest-over-price", points: "0" }))).toBeNull();
  });
});

describe("trimming prices", () => {
  const benchmark = (base: Extract<PriceInput, { formula: "benchmark" }>["base"]) =>
    method({
      formula: "benchmark",
      points: "30",
      base,
      abovePerPercent: "1",
      belowPerPercent: "1",
      deviation: "interpolate",
    });

  it.each([
    [true, { kind: "mean" as const, dropHigh: 1 }],
    [false, { kind: "mean" as const, dropHigh: 0, dropLow: 0 }],
    [true, { kind: "two-pass-mean" as const, above: "0.1", below: "0.1" }],
    [false, { kind: "stated" as const, value: "1" }],
    [true, { kind: "mean-by-count" as const, table: [{ from: 9, dropHigh: 0, dropLow: 1 }] }],
    [false, { kind: "weighted" as const, control: "1", k: "1", c: "0.5" }],
  ])("is %s of %j", (trims, base) => {
    expect(trimsPrices(benchmark(base))).toBe(trims);
  });

  it("is never said of the method of 87号令", () => {
    expect(trimsPrices(method({ formula: "lowest-over-price", points: "30" }))).toBe(false);
  });
});
