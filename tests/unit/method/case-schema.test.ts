import { caseSchema, methodSchema } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import type { CaseInput } from "../../support/method-case.ts";
import { methodCase, outcomeOf, panelCase } from "../../support/method-case.ts";

const pathOf = (input: unknown): string | undefined =>
  caseSchema.safeParse(input).error?.issues[0]?.path.join(".");

const marked = (marks: unknown): unknown => ({
  ...panelCase(["1"]),
  items: [
    { id: "plan", kind: "subjective", max: "100" },
    { id: "fact", kind: "objective", max: "10" },
    { id: "licence", kind: "pass-fail" },
  ],
  missing: "leave-out",
  marks,
});

const sheet = { plan: "1", fact: "2", licence: "pass" };

describe("a case that breaks the format names the path", () => {
  const base = panelCase(["80", "90"]);
  const priced = { formula: "lowest-over-price", points: "30" };

  it.each<[string, unknown]>([
    ["format", { ...base, format: "evaluation-case/2" }],
    ["bids", { ...base, bids: {} }],
    ["bids.0.id", { ...base, bids: [{ id: "" }] }],
    ["bids.0.id", { ...base, bids: [{ id: "__proto__" }] }],
    ["bids.0.id", { ...base, bids: [{ id: "B\n1" }] }],
    ["bids.0.price", { ...base, bids: [{ id: "B1", price: "0" }] }],
    ["bids.0.price", { ...base, bids: [{ id: "B1", price: 100 }] }],
    ["bids.0.price", { ...base, price: priced }],
    [
      "bids.0.preferences.0.rate",
      { ...base, bids: [{ id: "B1", preferences: [{ reason: "x", rate: "1" }] }] },
    ],
    ["bids.1.id", { ...base, bids: [{ id: "B1" }, { id: "B1" }] }],
    ["items.0.max", { ...base, items: [{ id: "plan", kind: "subjective", max: "０１" }] }],
    ["items.0.kind", { ...base, items: [{ id: "plan", kind: "other", max: "1" }] }],
    [
      "items.0.floor",
      { ...base, items: [{ id: "plan", kind: "subjective", max: "1", floor: "2" }] },
    ],
    ["aggregate.kind", { ...base, aggregate: { kind: "mode" } }],
    [
      "aggregate.dropHigh",
      { ...base, aggregate: { kind: "trimmed-mean", dropHigh: -1, dropLow: 0 } },
    ],
    ["price.formula", { ...base, price: { formula: "cheapest" } }],
    ["price.ceiling", { ...base, price: { formula: "ceiling-ratio", points: "1" } }],
    [
      "price.lowest",
      {
        ...base,
        bids: [{ id: "B1", price: "1" }],
        price: { ...priced, lowest: "2", highest: "1" },
      },
    ],
    ["rounding.total.mode", { ...base, rounding: { total: { places: 2, mode: "bankers" } } }],
    ["rounding.total.places", { ...base, rounding: { total: { places: 1e9, mode: "up" } } }],
    ["order.1", { ...base, order: ["total-desc", "total-desc"] }],
    ["marks", { ...base, marks: [] }],
    ["marks.B2", { ...base, marks: { ...base.marks, B2: {} } }],
    ["marks.B1.E1", { ...base, marks: { B1: { E1: "80" } } }],
    ["marks.B1.E1.plan", { ...base, marks: { B1: { E1: { plan: 80 } } } }],
    ["marks.B1.E1.plan", { ...base, marks: { B1: { E1: { plan: "1e2" } } } }],
    ["marks.B1.E1.plan", { ...base, marks: { B1: { E1: { plan: "pass" } } } }],
    ["marks.B1.E1.plan", { ...base, marks: { B1: { E1: { plan: null } } } }],
    ["marks.B1.E2.plan", { ...base, marks: { B1: { E1: { plan: "1" }, E2: {} } } }],
    ["marks.B1.E1.other", { ...base, marks: { B1: { E1: { plan: "1", other: "1" } } } }],
    ["marks.B1.plan", { ...base, marks: {} }],
    ["marks.B1.E1.licence", marked({ B1: { E1: { ...sheet, licence: "1" } } })],
    ["marks.B1.E2.licence", marked({ B1: { E1: sheet, E2: { ...sheet, licence: null } } })],
    ["marks.B1.E2.fact", marked({ B1: { E1: sheet, E2: { ...sheet, fact: null } } })],
    ["marks.B1.E1.plan", marked({ B1: { E1: { ...sheet, plan: null } } })],
    ["", null],
    ["", []],
    ["", { ...base, extra: 1 }],
  ])("%s", (path, input) => {
    expect(pathOf(input)).toBe(path);
  });

  it("names an unknown field of an item", () => {
    const items = [{ id: "plan", kind: "subjective", max: "1", weight: "2" }];
    const issue = caseSchema.safeParse({ ...base, items }).error?.issues[0];
    expect(issue).toMatchObject({ path: ["items", 0], keys: ["weight"] });
  });
});

describe("a case", () => {
  it("may leave a subjective mark out where the method allows it", () => {
    expect(pathOf(marked({ B1: { E1: sheet, E2: { ...sheet, plan: null } } }))).toBeUndefined();
  });

  it("needs no sheets for a bid that was never opened or failed the preliminary review", () => {
    const input: CaseInput = methodCase({
      bids: [
        { id: "A", price: "200" },
        { id: "B", price: "90" },
        { id: "C", price: "95" },
      ],
      items: [
        { id: "plan", kind: "subjective", max: "100" },
        { id: "licence", kind: "pass-fail" },
      ],
      price: { formula: "ceiling-ratio", points: "10", ceiling: "100" },
      marks: {
        B: { E1: { licence: "fail" } },
        C: { E1: { plan: "80", licence: "pass" } },
      },
    });
    expect(outcomeOf(input).bids).toMatchObject({
      A: { status: "rejected", reason: { code: "price-above-ceiling" } },
      B: { status: "rejected", reason: { code: "failed-pass-fail" } },
      C: { status: "ranked", rank: 1, total: "80.5" },
    });
  });

  it("is not decided by what it expects", () => {
    const expected = { B1: { total: "1", rank: 9 } };
    expect(outcomeOf({ ...panelCase(["80"]), expected })).toEqual(outcomeOf(panelCase(["80"])));
  });

  it("may hold no bids at all", () => {
    expect(outcomeOf({})).toEqual({ bids: {}, warnings: [] });
  });

  it("holds a method that also stands alone", () => {
    const { items, aggregate, price } = panelCase(["80"]);
    expect(methodSchema.safeParse({ items, aggregate, price }).success).toBe(true);
    expect(methodSchema.safeParse({ items, aggregate, price, marks: {} }).success).toBe(false);
  });
});
