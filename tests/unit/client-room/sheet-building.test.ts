import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { openSealedSheet, generateSealingKeys } from "@yuanping/shared/seal/sheet-sealing.ts";
import { commitTo } from "@yuanping/shared/seal/commitment.ts";
import { view } from "@yuanping/shared/evaluation/view.ts";
import { beforeAll, describe, expect, test } from "vitest";
import { cellKey, type DraftCells } from "../../../client/src/connection/draft-document.ts";
import { sumOf } from "../../../client/src/features/score-sheet/decimal-sum.ts";
import {
  buildSheet,
  faultOf,
  formOf,
  marksOf,
  problemOf,
  submissionOf,
  summaryOf,
  type SheetForm,
} from "../../../client/src/features/score-sheet/sheet-building.ts";
import { decimalOf } from "../../../client/src/features/score-sheet/typed-mark.ts";
import { chanceOf } from "../../support/evaluation-room.ts";
import { roomAtScoring } from "./room-at-scoring.ts";

const form: SheetForm = {
  bids: ["B1", "B2"],
  items: [
    { kind: "subjective", id: "plan", max: "40" },
    { kind: "objective", id: "experience", max: "10" },
  ],
  missing: "refuse",
};

const cellsOf = (marks: Readonly<Record<string, string>>): DraftCells =>
  Object.fromEntries(
    Object.entries(marks).map(([place, value]) => {
      const [kind, bid = "", item = ""] = place.split("/");
      return [cellKey(kind === "comment" ? "comment" : "mark", bid, item), { value, at: 1 }];
    }),
  );

const full = cellsOf({
  "mark/B1/plan": "34.5",
  "mark/B1/experience": "9",
  "mark/B2/plan": "0.1",
  "mark/B2/experience": "0.2",
});

describe("a typed mark", () => {
  test.for([
    ["17.5", "17.5"],
    [" 8 ", "8"],
    ["１７．５", "17.5"],
    ["17。5", "17.5"],
    ["17.", "17"],
    [".5", "0.5"],
    ["", ""],
    ["abc", "abc"],
  ])("%j means %j", ([typed = "", meant]) => {
    expect(decimalOf(typed)).toBe(meant);
  });

  test("out of range and no number are said at once, a blank is not", () => {
    const [plan] = form.items;
    if (plan === undefined) throw new Error("the form has items");
    expect(faultOf(plan, "40.01")).toEqual({ code: "mark-out-of-range", max: "40" });
    expect(faultOf(plan, "-1")).toEqual({ code: "mark-out-of-range", max: "40" });
    expect(faultOf(plan, "4o")).toEqual({ code: "mark-not-decimal" });
    expect(faultOf(plan, "40")).toBeUndefined();
    expect(faultOf(plan, " ")).toBeUndefined();
  });
});

describe("the sum of a sheet", () => {
  test("is exact where floats are not", () => {
    expect(sumOf(["0.1", "0.2"])).toBe("0.3");
    expect(sumOf(["999999999999999999", "0.000001"])).toBe("999999999999999999.000001");
    expect(sumOf(["1.50", "-2"])).toBe("-0.5");
    expect(sumOf([])).toBe("0");
  });

  test("stands in the order of the bids, with blanks and faults by name", () => {
    const cells = { ...full, ...cellsOf({ "mark/B1/plan": "", "mark/B2/plan": "41" }) };
    expect(summaryOf(form, cells)).toEqual([
      { bid: "B1", sum: "9", filled: 1, blanks: ["plan"], faults: [] },
      { bid: "B2", sum: "41.2", filled: 2, blanks: [], faults: ["plan"] },
    ]);
  });
});

describe("whether a sheet can be submitted", () => {
  test("a blank stands in the way, and its place is named", () => {
    const cells = { ...full, ...cellsOf({ "mark/B2/plan": " " }) };
    expect(marksOf(form, cells)["B2"]).toEqual({ plan: null, experience: "0.2" });
    expect(problemOf(form, cells)).toEqual({ problem: "scoring.blank", path: "B2/plan" });
  });

  test("a full sheet in range has nothing in its way", () => {
    expect(problemOf(form, full)).toBeUndefined();
  });

  test("where the method leaves blanks out, a subjective item may stay empty", () => {
    const lenient: SheetForm = { ...form, missing: "leave-out" };
    const blank = (item: string) => ({ ...full, ...cellsOf({ [`mark/B1/${item}`]: "" }) });
    expect(problemOf(lenient, blank("plan"))).toBeUndefined();
    expect(problemOf(lenient, blank("experience"))?.problem).toBe("scoring.blank");
  });
});

describe("a sheet as it leaves the browser", () => {
  let seen: EvaluationView;
  let keys: Awaited<ReturnType<typeof generateSealingKeys>>;
  beforeAll(async () => {
    keys = await generateSealingKeys();
    const room = roomAtScoring(keys.publicKey);
    const [member] = room.state.panel.members;
    if (member === undefined) throw new Error("the panel is drawn");
    seen = view(room.state, { person: member.person, role: "expert" }, new Map());
  });

  test("asks for exactly what the room will check: valid bids, scored items", () => {
    const asked = formOf(seen);
    expect(asked.bids).toEqual(["B1", "B2", "B3"]);
    expect(asked.items.map(({ id }) => id)).toEqual(["plan", "schedule", "experience"]);
  });

  test("opens to the very sheet that its commitment covers, stray characters and all", async () => {
    const asked = formOf(seen);
    const typed = asked.bids.flatMap((bid) =>
      asked.items.map(({ id }) => [`mark/${bid}/${id}`, "7.50"] as const),
    );
    const cells = cellsOf({
      ...Object.fromEntries(typed),
      "comment/B1/plan": "  布置合理\r\n\u0007重点突出 \ud800",
      "comment/B2/plan": "   ",
    });
    const sheet = buildSheet(seen, asked, cells);
    if (sheet === undefined) throw new Error("the sheet can be built");
    expect(sheet.comments).toEqual({ B1: { plan: "布置合理\n重点突出 \ufffd" } });
    const nonce = chanceOf("nonce");
    const command = await submissionOf(sheet, nonce, seen.scoring.sealingKey ?? "");
    expect(command.round).toBe(1);
    const opened = await openSealedSheet(keys, command.commitment, command.sealed);
    expect(opened).toEqual({ sheet, nonce });
    expect(commitTo("sheet", opened?.sheet, nonce)).toBe(command.commitment);
  });

  test("is no sheet while a mark is no number", () => {
    const asked = formOf(seen);
    expect(buildSheet(seen, asked, cellsOf({ "mark/B1/plan": "viel" }))).toBeUndefined();
  });
});
