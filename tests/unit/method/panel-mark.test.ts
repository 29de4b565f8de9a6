import { caseSchema } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { outcomeOf, panelCase, panelMarkOf } from "../../support/method-case.ts";

const trimmed = { kind: "trimmed-mean" as const, dropHigh: 1, dropLow: 1 };
const cents = { item: { places: 2, mode: "half-up" as const } };

describe("the panel mark", () => {
  it("is the mean, exact until a rounding is stated", () => {
    // 100/3 = 33.33…; shown to 12 places, rounded only when the method says so.
    expect(panelMarkOf(["50", "25", "25"])).toBe("33.333333333333");
    expect(panelMarkOf(["50", "25", "25"], { rounding: cents })).toBe("33.33");
  });

  it("is the middle mark, or the mean of the middle two", () => {
    const aggregate = { kind: "median" as const };
    expect(panelMarkOf(["90", "10", "40"], { aggregate })).toBe("40");
    expect(panelMarkOf(["90", "10", "40", "45"], { aggregate })).toBe("42.5");
  });

  it("leaves out one highest and one lowest, of equal ones only one", () => {
    // 90, 90, 60, 30 without one 90 and 30: (90 + 60)/2 = 75.
    expect(panelMarkOf(["90", "30", "90", "60"], { aggregate: trimmed })).toBe("75");
  });

  it("is the plain mean below the number of members from which marks are trimmed", () => {
    const aggregate = { ...trimmed, fromMembers: 5 };
    // Four marks: (90 + 30 + 90 + 60)/4 = 67.5; with a fifth, 60: (90 + 60 + 60)/3 = 70.
    expect(panelMarkOf(["90", "30", "90", "60"], { aggregate })).toBe("67.5");
    expect(panelMarkOf(["90", "30", "90", "60", "60"], { aggregate })).toBe("70");
  });

  it("is the plain mean when no mark would be left", () => {
    expect(panelMarkOf(["90", "30"], { aggregate: trimmed })).toBe("60");
  });

  it("counts a missing mark as not there, never as 0", () => {
    const missing = "leave-out" as const;
    // (80 + 90)/2 = 85, not (80 + 90 + 0)/3.
    expect(panelMarkOf(["80", null, "90"], { missing })).toBe("85");
  });
});

describe("dropping a whole member", () => {
  const items = ["plan", "team"].map((id) => ({ id, kind: "subjective" as const, max: "100" }));
  const aggregate = { kind: "drop-member" as const };

  it("leaves out the member who lies farthest from the panel, on every item and bid", () => {
    // Sheets of B1: E1 80 + 80, E2 82 + 78, E3 40 + 60. Panel means 67.33 and 72.67, in all 140.
    // Differences: E1 +20, E2 +20, E3 −40. Without E3: 81 and 79.
    const marks = {
      B1: {
        E1: { plan: "80", team: "80" },
        E2: { plan: "82", team: "78" },
        E3: { plan: "40", team: "60" },
      },
    };
    const outcome = outcomeOf({ bids: [{ id: "B1" }], items, aggregate, marks });
    expect(outcome.bids["B1"]).toMatchObject({ items: { plan: "81", team: "79" }, total: "160" });
  });

  it("leaves nobody out when two lie equally far", () => {
    const marks = { B1: { E1: { plan: "80", team: "80" }, E2: { plan: "60", team: "60" } } };
    const outcome = outcomeOf({ bids: [{ id: "B1" }], items, aggregate, marks });
    expect(outcome.bids["B1"]).toMatchObject({ total: "140" });
  });
});

describe("the sum of ranks", () => {
  it("lets each member rank by own points, equal ones jointly, and the lowest mean wins", () => {
    // E1: A 90, B 80, C 80 → 1, 2, 2. E2: A 60, B 70, C 65 → 3, 1, 2. E3: A 71, B 72, C 70 → 2, 1, 3.
    // Means: A 2, B 4/3, C 7/3. By points A would lead E1 by far; by ranks B wins.
    const item = { id: "plan", kind: "subjective" as const, max: "100" };
    const row = (...marks: string[]) =>
      Object.fromEntries(marks.map((plan, index) => [`E${index + 1}`, { plan }]));
    const outcome = outcomeOf({
      bids: [{ id: "A" }, { id: "B" }, { id: "C" }],
      items: [item],
      aggregate: { kind: "rank-sum" },
      rounding: { total: { places: 2, mode: "half-up" } },
      marks: { A: row("90", "60", "71"), B: row("80", "70", "72"), C: row("80", "65", "70") },
    });
    expect(outcome.bids).toMatchObject({
      A: { total: "2.00", rank: 2 },
      B: { total: "1.33", rank: 1 },
      C: { total: "2.33", rank: 3 },
    });
  });

  it("refuses sheets with gaps, which would rank as 0", () => {
    const parts = { aggregate: { kind: "rank-sum" as const }, missing: "leave-out" as const };
    const result = caseSchema.safeParse(panelCase(["80", "90"], parts));
    expect(result.error?.issues[0]?.path).toEqual(["missing"]);
  });
});
