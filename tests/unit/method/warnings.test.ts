import { caseSchema, computeOutcome } from "@yuanping/shared/method/index.ts";
import { describe, expect, it } from "vitest";
import { outcomeOf, panelCase } from "../../support/method-case.ts";

const warningsOf = (marks: readonly string[], parts = {}) =>
  outcomeOf(panelCase(marks, parts)).warnings.map(({ code, member }) => `${code} ${member ?? "-"}`);

const objective = { items: [{ id: "plan", kind: "objective" as const, max: "100" }] };

describe("a warning", () => {
  it("points out a mark more than 30 % off the mean, not one that is 30 % off", () => {
    // Mean of 70, 100, 130 = 100: ±30 % exactly.
    expect(
      warningsOf(["70", "100", "100", "130"], {
        items: [{ id: "plan", kind: "subjective", max: "130" }],
      }),
    ).toEqual([]);
    // Mean of 69, 99, 99 = 89; 62.3 … 115.7. Mean of 60, 100, 100 = 86.67; 60.67 is the lower bound.
    expect(warningsOf(["69", "99", "99"])).toEqual([]);
    expect(warningsOf(["60", "100", "100"])).toEqual(["mark-far-from-mean E1"]);
  });

  it("takes another share where the method states one", () => {
    // Mean of 80, 100 = 90; ±10 % is 81 … 99.
    expect(warningsOf(["80", "100"], { farFromMean: "0.10" })).toEqual([
      "mark-far-from-mean E1",
      "mark-far-from-mean E2",
    ]);
  });

  it("points out members who differ on an objective item, once for the bid", () => {
    expect(warningsOf(["10", "10.0"], objective)).toEqual([]);
    expect(warningsOf(["10", "100"], objective)).toEqual(["objective-marks-differ -"]);
  });

  it("points out a mark out of range, and the mark counts all the same", () => {
    const outcome = outcomeOf(panelCase(["-1", "101"], objective));
    expect(outcome.warnings.map(({ code, member }) => [code, member])).toEqual([
      ["mark-out-of-range", "E1"],
      ["mark-out-of-range", "E2"],
      ["objective-marks-differ", undefined],
    ]);
    expect(outcome.bids["B1"]).toMatchObject({ total: "50" });
  });

  it("speaks both languages and names bid, item and member", () => {
    const [warning] = outcomeOf(panelCase(["60", "100", "100"])).warnings;
    expect(warning).toEqual({
      code: "mark-far-from-mean",
      bid: "B1",
      item: "plan",
      member: "E1",
      text: "E1 对 B1 的“plan”打分 60，与平均分 86.67 相差过大",
      textEn: 'E1 gave B1 60 for "plan", far from the mean 86.67',
    });
  });

  it("is listed 10,000 times at most, and the rest is counted", () => {
    const sheets = Object.fromEntries(
      Array.from({ length: 60 }, (_, bid) => [
        `B${bid}`,
        Object.fromEntries(
          Array.from({ length: 200 }, (_, member) => [
            `E${member}`,
            { plan: member % 2 === 0 ? "0" : "100" },
          ]),
        ),
      ]),
    );
    const bids = Object.keys(sheets).map((id) => ({ id }));
    const { warnings } = outcomeOf({ ...panelCase(["1"]), bids, marks: sheets });
    expect(warnings).toHaveLength(10_001);
    expect(warnings.at(-1)).toMatchObject({
      code: "more-warnings",
      textEn: "2000 more warnings are not listed",
    });
  });

  it("stands in for an item that nobody marked, which is then not in the total", () => {
    // The schema refuses such a file; a room that is still open may hold it.
    const evaluation = caseSchema.parse(panelCase(["80"]));
    const outcome = computeOutcome({ ...evaluation, marks: {} });
    expect(outcome.bids["B1"]).toEqual({
      status: "ranked",
      items: {},
      price: null,
      total: "0",
      rank: 1,
    });
    expect(outcome.warnings).toMatchObject([{ code: "no-mark", bid: "B1", item: "plan" }]);
  });
});
