import { judgeCompetition } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { outcomeOf } from "../../support/method-case.ts";

const bid = (id: string, total: string, price?: string) => ({
  id,
  given: { fixed: total },
  ...(price === undefined ? {} : { price }),
});

const ranksOf = (parts: Parameters<typeof outcomeOf>[0]) =>
  Object.values(outcomeOf(parts).bids).map((each) => (each.status === "ranked" ? each.rank : null));

describe("the order", () => {
  it("gives equal totals the same rank and skips the next", () => {
    expect(
      ranksOf({ bids: [bid("A", "90"), bid("B", "80"), bid("C", "80"), bid("D", "70")] }),
    ).toEqual([1, 2, 2, 4]);
  });

  it("lets the lower evaluated price decide between equal totals, and no more than that", () => {
    const bids = [
      bid("A", "80", "110"),
      bid("B", "80", "100"),
      bid("C", "80", "100"),
      bid("D", "90", "200"),
    ];
    expect(ranksOf({ bids, order: ["total-desc", "price-asc"] })).toEqual([4, 2, 2, 1]);
  });

  it("ignores prices when a bid has none, so that no cycle can arise", () => {
    const bids = [bid("A", "80", "110"), bid("B", "80"), bid("C", "80", "100")];
    expect(ranksOf({ bids, order: ["total-desc", "price-asc"] })).toEqual([1, 1, 1]);
  });

  it("compares totals as rounded, because those are the ones that are published", () => {
    const bids = [bid("A", "80.004", "100"), bid("B", "80.001", "90")];
    const rounding = { total: { places: 2, mode: "half-up" as const } };
    expect(ranksOf({ bids, rounding, order: ["total-desc", "price-asc"] })).toEqual([2, 1]);
  });
});

describe("rejections", () => {
  const items = [{ id: "licence", kind: "pass-fail" as const }];
  const votes = (...all: string[]) =>
    Object.fromEntries(all.map((licence, index) => [`E${index + 1}`, { licence }]));

  it("follow the majority on a pass-fail item and name it", () => {
    const outcome = outcomeOf({
      bids: [{ id: "A" }, { id: "B" }],
      items,
      marks: { A: votes("fail", "pass", "fail"), B: votes("fail", "pass", "pass") },
    });
    expect(outcome.bids).toMatchObject({
      A: { status: "rejected", reason: { code: "failed-pass-fail" } },
      B: { status: "ranked", rank: 1 },
    });
  });

  it("need a majority: an even vote rejects nobody and is pointed out", () => {
    const outcome = outcomeOf({ bids: [{ id: "A" }], items, marks: { A: votes("fail", "pass") } });
    expect(outcome.bids["A"]).toMatchObject({ status: "ranked" });
    expect(outcome.warnings).toMatchObject([{ code: "split-vote", bid: "A", item: "licence" }]);
  });

  it("look at the quoted price, which a preference does not lower", () => {
    const outcome = outcomeOf({
      bids: [{ id: "A", price: "105", preferences: [{ reason: "small-enterprise", rate: "0.2" }] }],
      price: { formula: "ceiling-ratio", points: "30", ceiling: "100" },
    });
    expect(outcome.bids["A"]).toMatchObject({ reason: { code: "price-above-ceiling" } });
  });

  it("let a price at the very limit stand", () => {
    const price = {
      formula: "lowest-over-price" as const,
      points: "30",
      lowest: "90",
      highest: "110",
    };
    const bids = ["90", "110", "89.99", "110.01"].map((each, index) => ({
      id: `B${index}`,
      price: each,
    }));
    expect(ranksOf({ bids, price })).toEqual([1, 2, null, null]);
  });
});

describe("too few valid bids", () => {
  const two = outcomeOf({ bids: [bid("A", "1"), bid("B", "2")] });

  it("fail the tender or leave it to the panel, as the profile says", () => {
    expect(judgeCompetition(two, { enough: 3, whenFewer: "fail" }).verdict).toBe("fail");
    expect(judgeCompetition(two, { enough: 3, whenFewer: "panel-decides" })).toEqual({
      valid: 2,
      verdict: "panel-decides",
    });
    expect(judgeCompetition(two, { enough: 2, whenFewer: "fail" }).verdict).toBe("goes-on");
  });

  it("fail when nobody is left, whatever the profile says", () => {
    const none = judgeCompetition({ bids: {} }, { enough: 3, whenFewer: "panel-decides" });
    expect(none).toEqual({ valid: 0, verdict: "fail" });
  });
});
