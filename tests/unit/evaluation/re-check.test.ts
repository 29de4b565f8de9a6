import { describe, expect, test } from "vitest";
import type { Warning } from "@yuanping/shared/contracts/outcome.ts";
import { warningKey } from "@yuanping/shared/evaluation/scoring/warnings.ts";
import { personOf } from "../../support/evaluation-room.ts";
import { expert, member, trialAt } from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const far: Warning = { code: "far", bid: "B1", item: "plan", member: "B", text: "偏离" };
const shared: Warning = { code: "differ", bid: "B1", item: "experience", text: "不一致" };

/** A room in the re-check whose result has these warnings. */
function warned(...warnings: readonly Warning[]): Trial {
  const trial = trialAt("re-check");
  const bids = trial.state.scoring.result?.outcome.bids ?? {};
  return trial.plant({
    type: "ResultComputed",
    version: 1,
    outcome: { bids, warnings: [...warnings] },
  });
}

function explain(trial: Trial, n: number, warning: Warning): string {
  const key = warningKey(warning);
  const text = "该投标人方案缺项";
  return trial.answer(expert(member(trial, n)), { type: "explainWarning", warning: key, text });
}

const issue = (trial: Trial) => trial.try(expert(member(trial, 0)), { type: "issueReport" });

describe("a warning", () => {
  test("about a mark is answered by the member who gave it", () => {
    const trial = warned(far);
    expect(explain(trial, 0, far)).toBe("scoring.not-your-mark");
    expect(explain(trial, 1, far)).toBe("accepted");
  });

  test("about the panel is answered by any member, once", () => {
    const trial = warned(shared);
    expect(explain(trial, 3, shared)).toBe("accepted");
    expect(explain(trial, 4, shared)).toBe("scoring.no-such-warning");
  });

  test("that nobody raised cannot be answered", () => {
    expect(explain(warned(far), 1, { ...far, bid: "B2" })).toBe("scoring.no-such-warning");
    expect(explain(warned(), 1, far)).toBe("scoring.no-such-warning");
  });

  test("keeps the report back until it is answered", () => {
    const trial = warned(far, shared);
    expect(issue(trial)).toMatchObject({
      refusal: { code: "report.warnings-open", details: { count: 2 } },
    });
    explain(trial, 1, far);
    expect(issue(trial)).toMatchObject({ refusal: { details: { count: 1 } } });
    explain(trial, 0, shared);
    expect(issue(trial).ok).toBe(true);
  });

  test("about an item with the longest of names can be answered too", () => {
    const long = { ...far, bid: "标".repeat(100), item: "项".repeat(100) };
    expect(explain(warned(long), 1, long)).toBe("accepted");
  });

  test("is not answered by the answer to another whose names run together", () => {
    const one = { ...far, bid: "B1/plan", item: "x" };
    const other = { ...far, bid: "B1", item: "plan/x" };
    const trial = warned(one, other);
    explain(trial, 1, one);
    expect(issue(trial)).toMatchObject({ refusal: { details: { count: 1 } } });
  });
});

describe("correcting a mark", () => {
  const correction = {
    type: "correctMark",
    bid: "B1",
    item: "plan",
    value: "9.5",
    code: "03",
    reason: "加总时漏计",
  } as const;

  test("keeps both marks on record and computes the result anew", () => {
    const trial = trialAt("re-check");
    const who = member(trial, 2);
    const before = trial.state.scoring.result?.outcome;
    const events = trial.do(expert(who), correction);
    expect(events[0]).toMatchObject({
      type: "MarkCorrected",
      member: who,
      before: "8",
      after: "9.5",
    });
    expect(trial.state.scoring.result?.version).toBe(2);
    // The mean of 8, 8, 9.5, 8, 8 is 8.30.
    expect(trial.state.scoring.result?.outcome.bids["B1"]).toMatchObject({
      items: { plan: "8.30" },
    });
    expect(trial.state.scoring.opened[who]?.sheet.marks["B1"]?.["plan"]).toBe("8");
    expect(trial.state.scoring.marks[who]?.["B1"]?.["plan"]).toBe("9.5");
    expect(trial.state.scoring.result?.outcome).not.toEqual(before);
    trial.do(expert(who), { ...correction, value: "9.25" });
    expect(trial.state.scoring.result?.version).toBe(3);
    expect(trial.state.scoring.corrections.map(({ after }) => after)).toEqual(["9.5", "9.25"]);
  });

  test("changes nobody else's marks", () => {
    const trial = trialAt("re-check");
    const { marks } = trial.state.scoring;
    trial.do(expert(member(trial, 2)), correction);
    for (const n of [0, 1, 3, 4]) {
      expect(trial.state.scoring.marks[member(trial, n)]).toEqual(marks[member(trial, n)]);
    }
  });

  test.each(["03", "04", "06"] as const)("is lawful for reason %s on a subjective item", (code) => {
    const trial = trialAt("re-check");
    expect(trial.answer(expert(member(trial, 0)), { ...correction, code })).toBe("accepted");
  });

  test("for reason 05 is lawful on an objective item only", () => {
    const trial = trialAt("re-check");
    const who = expert(member(trial, 0));
    expect(trial.answer(who, { ...correction, code: "05" })).toBe("scoring.not-objective");
    const objective = { ...correction, item: "experience", code: "05" } as const;
    expect(trial.answer(who, objective)).toBe("accepted");
  });

  test.each([
    ["an unknown bid", { bid: "B9" }, "scoring.unknown-bid"],
    ["an unknown item", { item: "unstated" }, "scoring.unknown-item"],
    ["what the review decided", { item: "bid-bond" }, "scoring.unknown-item"],
    ["more than the most", { value: "40.1" }, "scoring.mark-out-of-range"],
    ["less than nothing", { value: "-1" }, "scoring.mark-out-of-range"],
    ["the mark it has", { value: "8" }, "scoring.unchanged"],
    ["the mark it has, spelt otherwise", { value: "8.00" }, "scoring.unchanged"],
  ])("is refused for %s", (_name, change, code) => {
    const trial = trialAt("re-check");
    const answer = trial.try(expert(member(trial, 0)), { ...correction, ...change });
    expect(answer).toMatchObject({ refusal: { code }, events: [] });
  });

  test("is for members who sit", () => {
    const stranger = expert(personOf("stranger"));
    expect(trialAt("re-check").answer(stranger, correction)).toBe("room.not-yours");
  });

  test("ends when the report is issued", () => {
    const trial = trialAt("signing");
    expect(trial.answer(expert(member(trial, 0)), correction)).toBe("room.out-of-turn");
  });
});
