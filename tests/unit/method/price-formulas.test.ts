import { describe, expect, it } from "vitest";
import { outcomeOf, pricePointsOf } from "../../support/method-case.ts";

describe("lowest over price", () => {
  it("gives the lowest price all points and the others their share (87号令 55)", () => {
    // 80/80 × 30 = 30; 80/100 × 30 = 24; 80/120 × 30 = 20.
    expect(
      pricePointsOf({ formula: "lowest-over-price", points: "30" }, ["100", "80", "120"]),
    ).toEqual(["24.00", "30.00", "20.00"]);
  });

  it("is the Polish price criterion Cmin/C × 100", () => {
    // 90/110 × 100 = 81.8181…
    expect(pricePointsOf({ formula: "lowest-over-price", points: "100" }, ["110", "90"])).toEqual([
      "81.82",
      "100.00",
    ]);
  });

  it("with 100 points and a factor is quality- and cost-based selection", () => {
    // S = 0.8·T + 0.2·(100·Fm/F). A: 0.8·90 + 0.2·100·100/120 = 72 + 0.2·83.33 = 88.666
    // (the price points are rounded to 83.33 first); B: 0.8·80 + 0.2·100 = 84.
    const outcome = outcomeOf({
      bids: [
        { id: "A", price: "120" },
        { id: "B", price: "100" },
        { id: "C", price: "60" },
      ],
      items: [{ id: "quality", kind: "subjective", max: "100", factor: "0.8", floor: "75" }],
      price: { formula: "lowest-over-price", points: "100", factor: "0.2" },
      rounding: { price: { places: 2, mode: "half-up" }, total: { places: 3, mode: "half-up" } },
      marks: {
        A: { E1: { quality: "90" } },
        B: { E1: { quality: "80" } },
        C: { E1: { quality: "74.9" } },
      },
    });
    // C stays under the minimum technical score, so its low price is no base for anyone.
    expect(outcome.bids).toMatchObject({
      A: { total: "88.666", price: "83.33", rank: 1 },
      B: { total: "84.000", price: "100.00", rank: 2 },
      C: { status: "rejected", reason: { code: "mark-below-floor" } },
    });
  });
});

describe("ceiling ratio", () => {
  it("gives what the price stays below the ceiling (Japan, 加算方式)", () => {
    // (1 − 880/1000) × 100 = 12; (1 − 1000/1000) × 100 = 0.
    expect(
      pricePointsOf({ formula: "ceiling-ratio", points: "100", ceiling: "1000" }, ["880", "1000"]),
    ).toEqual(["12.00", "0.00"]);
  });
});

describe("saving ratio (Spain)", () => {
  const spain = { formula: "saving-ratio" as const, points: "40", ceiling: "1000" };

  it("shares the points by the saving against the largest saving", () => {
    // 40 × (1000 − 900)/(1000 − 800) = 20; 40 × 200/200 = 40; 40 × 0/200 = 0.
    expect(pricePointsOf(spain, ["900", "800", "1000"])).toEqual(["20.00", "40.00", "0.00"]);
  });

  it("gives nobody points when nobody saves anything", () => {
    expect(pricePointsOf(spain, ["1000", "1000"])).toEqual(["0.00", "0.00"]);
  });

  it("points out a price below nine tenths of the mean, and only points it out", () => {
    // Mean of 1000, 1000, 700 = 900; 0.90 × 900 = 810 > 700.
    const outcome = outcomeOf({
      bids: ["1000", "1000", "700"].map((price, index) => ({ id: `B${index + 1}`, price })),
      price: { ...spain, warnBelowMean: "0.90" },
    });
    expect(outcome.warnings).toMatchObject([{ code: "price-abnormally-low", bid: "B3" }]);
    expect(outcome.bids["B3"]).toMatchObject({ status: "ranked", rank: 1 });
  });
});

describe("excess over the lowest (South Africa)", () => {
  it("takes off the share by which a price exceeds the lowest", () => {
    // 80 × (1 − (125 − 100)/100) = 80 × 0.75 = 60; 80 × (1 − 1.5) = −40.
    expect(
      pricePointsOf({ formula: "excess-over-lowest", points: "80" }, ["100", "125", "250"]),
    ).toEqual(["80.00", "60.00", "-40.00"]);
  });

  it("stops at a stated floor", () => {
    expect(
      pricePointsOf({ formula: "excess-over-lowest", points: "90", floor: "0" }, ["100", "250"]),
    ).toEqual(["90.00", "0.00"]);
  });
});

describe("value for money (性价比法)", () => {
  it("divides all other points by the price and gives the price none of its own", () => {
    // A: (80 + 5)/200000 × 10000 = 4.25; B: 90/225000 × 10000 = 4.
    const outcome = outcomeOf({
      bids: [
        { id: "A", price: "200000", given: { commercial: "5" } },
        { id: "B", price: "225000" },
      ],
      items: [{ id: "technical", kind: "subjective", max: "100" }],
      price: { formula: "value-for-money", per: "10000" },
      marks: { A: { E1: { technical: "80" } }, B: { E1: { technical: "90" } } },
    });
    expect(outcome.bids).toMatchObject({
      A: { total: "4.25", price: null, rank: 1 },
      B: { total: "4", price: null, rank: 2 },
    });
  });
});

describe("lowest evaluated price (最低评标价法)", () => {
  it("orders by evaluated price alone, whatever the points", () => {
    // 110 × 0.9 = 99 < 100.
    const outcome = outcomeOf({
      bids: [
        { id: "A", price: "100", given: { bonus: "50" } },
        { id: "B", price: "110", preferences: [{ reason: "small-enterprise", rate: "0.1" }] },
      ],
      price: { formula: "lowest-evaluated-price" },
      order: ["price-asc"],
    });
    expect(outcome.bids).toMatchObject({ A: { rank: 2, price: null }, B: { rank: 1 } });
  });
});
