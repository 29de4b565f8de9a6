import { describe, expect, test } from "vitest";
import type { OpenedSheet } from "@yuanping/shared/contracts/sheet.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import {
  expert,
  host,
  member,
  members,
  proven,
  sheetOf,
  submission,
  submitAll,
  tenderWith,
  trialAt,
} from "../../support/evaluation-stages.ts";

type Sheet = OpenedSheet["sheet"];

/** The reveal of what was submitted, the sheet of the second member handed over as altered. */
function reveal(
  alter: (opened: OpenedSheet) => OpenedSheet | undefined,
  trial = trialAt("scoring"),
) {
  const sheets = submitAll(trial).flatMap((opened, n) =>
    n === 1 ? (alter(opened) ?? []) : opened,
  );
  trial.system({ type: "freezeSheets" });
  return { trial, decision: trial.try(systemActor, { type: "openSheets", sheets }) };
}

/** The same for a sheet that was submitted as altered, so that its commitment holds. */
function revealWritten(alter: (sheet: Sheet) => Sheet, trial = trialAt("scoring")) {
  const sheets = members(trial).map((person, n) => {
    const opened = sheetOf(trial, person);
    const written = n === 1 ? { ...opened, sheet: alter(opened.sheet) } : opened;
    trial.do(proven(person), { ...submission(written), round: opened.sheet.round });
    return written;
  });
  trial.system({ type: "freezeSheets" });
  return { trial, decision: trial.try(systemActor, { type: "openSheets", sheets }) };
}

const withMark = (bid: string, item: string, mark: string | null) => (sheet: Sheet) => ({
  ...sheet,
  marks: { ...sheet.marks, [bid]: { ...sheet.marks[bid], [item]: mark } },
});

describe("submitting a sheet", () => {
  test("takes the password once more and locks the sheet", () => {
    const trial = trialAt("scoring");
    const person = member(trial, 0);
    const sheet = submission(sheetOf(trial, person));
    expect(trial.answer(expert(person), sheet)).toBe("identity.proof-needed");
    expect(trial.answer(proven(person), sheet)).toBe("accepted");
    expect(trial.answer(proven(person), sheet)).toBe("scoring.sheet-locked");
    expect(trial.answer(proven(person), { ...sheet, round: 2 })).toBe("scoring.sheet-locked");
  });

  test("is for the round that is due", () => {
    const trial = trialAt("scoring");
    const person = member(trial, 0);
    const sheet = submission(sheetOf(trial, person));
    expect(trial.try(proven(person), { ...sheet, round: 2 })).toMatchObject({
      refusal: { code: "scoring.round", details: { due: 1 } },
    });
  });

  test("puts nothing on record but a commitment and a ciphertext", () => {
    const trial = trialAt("scoring");
    const person = member(trial, 0);
    trial.do(proven(person), submission(sheetOf(trial, person, "7.77")));
    expect(JSON.stringify(trial.records.at(-1))).not.toContain("7.77");
  });
});

describe("the reveal", () => {
  test("waits for the last sheet", () => {
    const trial = trialAt("scoring");
    const sheets: OpenedSheet[] = [];
    for (const person of members(trial)) {
      const answer = trial.answer(systemActor, { type: "openSheets", sheets });
      expect(answer).toBe("scoring.not-all-submitted");
      const opened = sheetOf(trial, person);
      sheets.push(opened);
      trial.do(proven(person), submission(opened));
    }
    expect(trial.answer(systemActor, { type: "openSheets", sheets })).toBe("accepted");
  });

  test("opens all sheets together and computes the first result", () => {
    const { trial, decision } = reveal((opened) => opened);
    const types = decision.events.map(({ type }) => type);
    expect(types).toEqual([...Array.from({ length: 5 }, () => "SheetOpened"), "ResultComputed"]);
    expect(trial.state.stage).toBe("re-check");
    expect(trial.state.scoring.result?.version).toBe(1);
  });

  test("leaves each member the receipt of their own sheet, and nobody else's", () => {
    const { trial } = reveal((opened) => opened);
    const { submitted } = trial.state.scoring;
    for (const person of members(trial)) {
      const seen = view(trial.state, { person, role: "expert" }, new Map());
      expect(seen.scoring).toEqual({
        receipt: { commitment: submitted[person]?.commitment, at: submitted[person]?.at },
      });
    }
    expect(view(trial.state, host, new Map()).scoring).toEqual({});
  });

  test("takes the sheets in any order and ignores strangers' sheets", () => {
    const trial = trialAt("scoring");
    const sheets = submitAll(trial);
    const [first] = sheets;
    const stray = first && { ...first, sheet: { ...first.sheet, member: "f".repeat(32) } };
    const handed = [...(stray ? [stray] : []), ...sheets.toReversed()];
    expect(trial.answer(systemActor, { type: "openSheets", sheets: handed })).toBe("accepted");
  });

  const sheetWith = (change: Partial<Sheet>) => (opened: OpenedSheet) => ({
    ...opened,
    sheet: { ...opened.sheet, ...change },
  });
  test.each([
    ["cannot be opened", "scoring.unreadable", () => undefined],
    [
      "has another nonce",
      "scoring.commitment",
      (o: OpenedSheet) => ({ ...o, nonce: chanceOf("x") }),
    ],
    [
      "has another mark than committed",
      "scoring.commitment",
      (o: OpenedSheet) => ({ ...o, sheet: withMark("B1", "plan", "9")(o.sheet) }),
    ],
    ["has another comment", "scoring.commitment", sheetWith({ comments: { B1: { plan: "好" } } })],
    ["is of another evaluation", "scoring.wrong-sheet", sheetWith({ evaluation: "another" })],
    ["is of another round", "scoring.wrong-sheet", sheetWith({ round: 2 })],
    ["is of another member", "scoring.unreadable", sheetWith({ member: "e".repeat(32) })],
  ])("returns a sheet that %s; the others stay sealed", (_name, problem, alter) => {
    const { trial, decision } = reveal(alter);
    expect(decision.events).toEqual([
      { type: "SheetReturned", member: member(trial, 1), round: 1, problem, path: "" },
    ]);
    expect(trial.state.scoring).toMatchObject({ opened: {}, marks: {}, result: undefined });
    expect(Object.keys(trial.state.scoring.submitted)).toHaveLength(4);
  });

  const unstated = (sheet: Sheet) => ({ ...sheet, marks: { ...sheet.marks, B9: {} } });
  const without = (sheet: Sheet) => {
    const { B2: _left, ...marks } = sheet.marks;
    return { ...sheet, marks };
  };
  test.each([
    ["leaves a mark blank", "scoring.blank", "B1/plan", withMark("B1", "plan", null)],
    ["leaves out a bid", "scoring.blank", "B2/plan", without],
    ["marks a bid that is not there", "scoring.unknown-bid", "B9", unstated],
    ["marks an item that is not stated", "scoring.unknown-item", "B1/x", withMark("B1", "x", "1")],
    [
      "marks what the review decides",
      "scoring.unknown-item",
      "B1/bid-bond",
      withMark("B1", "bid-bond", "1"),
    ],
    [
      "gives more than the most",
      "scoring.mark-out-of-range",
      "B2/plan",
      withMark("B2", "plan", "40.01"),
    ],
    [
      "gives less than nothing",
      "scoring.mark-out-of-range",
      "B3/plan",
      withMark("B3", "plan", "-0.01"),
    ],
  ])("returns a sheet that %s, with the place", (_name, problem, path, alter) => {
    const { trial, decision } = revealWritten(alter);
    expect(decision.events).toEqual([
      { type: "SheetReturned", member: member(trial, 1), round: 1, problem, path },
    ]);
  });

  test.each(["0", "40", "0.000001"])("takes %s of 40 points", (mark) => {
    expect(revealWritten(withMark("B1", "plan", mark)).trial.state.stage).toBe("re-check");
  });

  test("takes an empty subjective mark where the method leaves it out, and no objective one", () => {
    const { method } = tenderWith();
    const lenient = { method: { ...method, missing: "leave-out" as const } };
    const blank = (item: string) =>
      revealWritten(withMark("B1", item, null), trialAt("scoring", lenient)).trial.state.stage;
    expect(blank("plan")).toBe("re-check");
    expect(blank("experience")).toBe("scoring");
  });

  test("comes in the second round when the returned sheet is submitted anew", () => {
    const { trial } = revealWritten(withMark("B1", "plan", "41"));
    const hasty = member(trial, 1);
    const others = members(trial).filter((person) => person !== hasty);
    expect(
      trial.answer(proven(member(trial, 0)), submission(sheetOf(trial, member(trial, 0)))),
    ).toBe("scoring.sheet-locked");
    const again = sheetOf(trial, hasty);
    expect(again.sheet.round).toBe(2);
    trial.do(proven(hasty), submission(again));
    const first = others.map((person) => sheetOf(trial, person));
    trial.system({ type: "openSheets", sheets: [...first, again] });
    expect(trial.state.scoring.opened[hasty]?.sheet.round).toBe(2);
    expect(trial.state.stage).toBe("re-check");
  });

  test("returns every faulty sheet at once", () => {
    const trial = trialAt("scoring");
    submitAll(trial);
    trial.system({ type: "freezeSheets" });
    const events = trial.system({ type: "openSheets", sheets: [] });
    expect(events.map(({ type }) => type)).toEqual(
      Array.from({ length: 5 }, () => "SheetReturned"),
    );
    expect(trial.state.scoring.submitted).toEqual({});
  });

  test("leaves rejected bids out and names why they were rejected", () => {
    const trial = trialAt("preliminary-review");
    for (const person of members(trial)) {
      for (const { id: bid } of trial.state.tender.bidders) {
        for (const item of ["formal", "qualification", "responsiveness", "bid-bond"]) {
          const finding = { type: "recordFinding", bid, item } as const;
          const fails = bid === "B4" && item === "bid-bond";
          trial.do(
            expert(person),
            fails
              ? { ...finding, verdict: "fail", reason: "缺保证金" }
              : { ...finding, verdict: "pass" },
          );
        }
      }
    }
    trial.do(expert(member(trial, 0)), { type: "closeReview" });
    trial.do(host, { type: "beginScoring" });
    trial.system({ type: "openSheets", sheets: submitAll(trial) });
    const bids = trial.state.scoring.result?.outcome.bids;
    expect(bids?.["B4"]).toMatchObject({ status: "rejected", reason: { code: "review.rejected" } });
    // B4 was the cheapest: the lowest price among the others now earns all points.
    expect(bids?.["B2"]).toMatchObject({ status: "ranked", price: "40.00", rank: 1 });
  });
});
