import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { drawThrough } from "../../support/draw-parties.ts";
import {
  advance,
  expert,
  host,
  member,
  proven,
  sheetOf,
  submission,
  trialAt,
  type Changes,
} from "../../support/evaluation-stages.ts";
import { pool } from "../../support/evaluation-tender.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const G: Changes = { profile: { id: "G", version: "2026-11-01" }, subject: "goods" };
const leaving = { reason: "health", explanation: "突发疾病住院" } as const;

const small = pool.filter(({ specialties }) => specialties.includes("造价")).slice(0, 5);
const draw = { seats: [{ specialty: "造价", count: 5 }], regions: [], onePerEmployer: false };

/** A panel in the middle of its scoring, for whose members nobody else is left in the pool. */
function lastPanel(changes: Changes): Trial {
  const panel = { draw, law: "uniform", ownerRepresentatives: [] } as const;
  const trial = trialAt("draw", { ...changes, panel: { ...panel, ownerRepresentatives: [] } });
  drawThrough(trial, small);
  trial.do(host, { type: "beginCheckIn" });
  advance(trial, "scoring");
  trial.do(proven(member(trial, 1)), submission(sheetOf(trial, member(trial, 1))));
  return trial;
}

describe("a panel that cannot be refilled (D4, D5)", () => {
  test("is dissolved only then", () => {
    const trial = trialAt("scoring", G);
    const out = { type: "dissolvePanel", member: member(trial, 0), ...leaving } as const;
    expect(trial.answer(host, out)).toBe("draw.can-be-refilled");
    expect(trial.answer(expert(member(trial, 1)), out)).toBe("room.not-permitted");
    expect(trial.answer(host, { ...out, member: host.person })).toBe("draw.not-a-member");
  });

  test("under 87号令 leaves nobody's opinions: ballots, findings and sheets are void", () => {
    const trial = lastPanel(G);
    const out = member(trial, 0);
    expect(trial.answer(host, { type: "replaceMember", member: out, ...leaving })).toBe(
      "draw.no-valid-panel",
    );
    expect(trial.do(host, { type: "dissolvePanel", member: out, ...leaving })).toMatchObject([
      { voids: "all", article: "87号令 第四十九条", because: "draw.no-valid-panel" },
    ]);
    const { stage, review, scoring, election } = trial.state;
    expect(stage).toBe("terminated");
    expect([review.findings, scoring.submitted, election.lead]).toEqual([{}, {}, undefined]);
    trial.do(host, { type: "archive" });
  });

  test("in a tender leaves the others' conclusions on record, and ends all the same", () => {
    const trial = lastPanel({});
    const out = member(trial, 0);
    expect(trial.do(host, { type: "dissolvePanel", member: out, ...leaving })).toMatchObject([
      { voids: "member", article: "招标投标法实施条例 第四十八条" },
    ]);
    const { stage, review, scoring } = trial.state;
    expect(stage).toBe("terminated");
    expect(Object.keys(review.findings)).not.toContain(out);
    expect(Object.keys(scoring.submitted)).toHaveLength(1);
  });

  test("says why to the room, and not what ails the member", () => {
    const trial = lastPanel(G);
    trial.do(host, { type: "dissolvePanel", member: member(trial, 0), ...leaving });
    const seen = view(trial.state, expert(member(trial, 1)), new Map());
    expect(seen.terminated?.reason).toContain("87号令 第四十九条");
    expect(JSON.stringify(seen)).not.toContain(leaving.explanation);
  });
});
