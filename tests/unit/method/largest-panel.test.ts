import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { methodCase } from "../../support/method-case.ts";

const names = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

/** 99 members × 200 bids × 200 items: nearly four million marks. */
const largest = methodCase({
  bids: names("B", 200).map((id, index) => ({ id, price: `${1000 + index}` })),
  items: names("I", 200).map((id) => ({ id, kind: "subjective", max: "100", factor: "0.35" })),
  price: { formula: "lowest-over-price", points: "30" },
  marks: Object.fromEntries(
    names("B", 200).map((bid, b) => [
      bid,
      Object.fromEntries(
        names("E", 99).map((member, m) => [
          member,
          Object.fromEntries(
            names("I", 200).map((item, i) => [item, `${(b + m * 7 + i) % 100}.5`]),
          ),
        ]),
      ),
    ]),
  ),
});

describe("the largest panel", { timeout: 120_000 }, () => {
  it.each([
    { kind: "mean" as const },
    { kind: "trimmed-mean" as const, dropHigh: 1, dropLow: 1 },
    { kind: "rank-sum" as const },
  ])("is computed under $kind", (aggregate) => {
    const outcome = computeOutcome(caseSchema.parse({ ...largest, aggregate }));
    const ranks = Object.values(outcome.bids).map((bid) =>
      bid.status === "ranked" ? bid.rank : 0,
    );
    expect(Math.min(...ranks)).toBe(1);
    expect(ranks).toHaveLength(200);
  });

  it("is refused when it grows beyond five million marks", () => {
    const sheets = Object.values(largest.marks)[0];
    const marks = Object.fromEntries(names("B", 260).map((bid) => [bid, sheets]));
    const bids = names("B", 260).map((id) => ({ id, price: "1" }));
    const issue = caseSchema.safeParse({ ...largest, bids, marks }).error?.issues[0];
    expect(issue?.message).toContain("too many marks");
  });
});
