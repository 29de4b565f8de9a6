import { describe, expect, test } from "vitest";
import type { RollbackTarget } from "@yuanping/shared/contracts/commands/reopening.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { composeReport } from "@yuanping/shared/evaluation/report/compose.ts";
import { renderReport } from "@yuanping/shared/evaluation/report/render.ts";
import { nextRound } from "@yuanping/shared/evaluation/scoring/decide.ts";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import {
  advance,
  elect,
  expert,
  explainAll,
  host,
  member,
  members,
  passAll,
  proven,
  seat,
  sheetOf,
  submission,
  submitAll,
  supervisor,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import { revealAll } from "../../support/draw-parties.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const reason = "评分时所用招标文件版本有误";
const request = (to: RollbackTarget) => ({ type: "requestRollback", to, reason }) as const;
const approve = { type: "approveRollback", request: 1 } as const;

function rolledBack(trial: Trial, to: RollbackTarget): Trial {
  trial.do(host, request(to));
  trial.do(supervisor, { ...approve, request: trial.state.reopening.requests });
  return trial;
}

describe("rolling a stage back", () => {
  test("takes the host's reason and the supervisor's leave, in that order and from nobody else", () => {
    const trial = trialAt("re-check");
    expect(trial.answer(supervisor, approve)).toBe("reopening.no-such-request");
    expect(trial.answer(expert(trial.state.election.lead ?? ""), request("scoring"))).toBe(
      "room.not-permitted",
    );
    trial.do(host, request("scoring"));
    expect(trial.state.stage).toBe("re-check");
    for (const other of [host, witness, proven(member(trial, 0))]) {
      expect(trial.answer(other, approve)).toBe("room.not-permitted");
    }
    expect(trial.answer(supervisor, approve)).toBe("accepted");
    expect(trial.state.stage).toBe("scoring");
  });

  test("is answered once, by the number that was read", () => {
    const trial = trialAt("re-check");
    trial.do(host, request("scoring"));
    expect(trial.answer(host, request("scoring"))).toBe("reopening.request-waits");
    trial.do(supervisor, { type: "refuseRollback", request: 1, reason: "理由不足" });
    trial.do(host, request("preliminary-review"));
    expect(trial.answer(supervisor, approve)).toBe("reopening.no-such-request");
    expect(trial.answer(supervisor, { ...approve, request: 2 })).toBe("accepted");
    expect(trial.answer(supervisor, { ...approve, request: 2 })).toBe("reopening.no-such-request");
  });

  test("lapses when the stage changes in another way", () => {
    const trial = trialAt("re-check");
    trial.do(host, request("scoring"));
    advance(trial, "signing");
    expect(trial.state.reopening.pending).toBeUndefined();
    expect(trial.answer(supervisor, approve)).toBe("reopening.no-such-request");
  });

  test("leads to an earlier stage only", () => {
    const trial = trialAt("scoring");
    expect(trial.answer(host, request("scoring"))).toBe("reopening.not-earlier");
    expect(trial.answer(host, request("re-check"))).toBe("reopening.not-earlier");
    expect(trialAt("signed").answer(host, request("re-check"))).toBe("room.out-of-turn");
  });

  test("is possible while the room is paused, and the room stays paused", () => {
    const trial = trialAt("re-check");
    trial.do(host, { type: "pause", reason: "待查" });
    rolledBack(trial, "scoring");
    expect(trial.state.stage).toBe("scoring");
    expect(trial.state.supervision.paused).toBeDefined();
  });
});

describe("the snapshot", () => {
  test("keeps sheets that were never opened as ciphertext, and nothing in the clear", () => {
    const trial = trialAt("scoring");
    trial.do(proven(member(trial, 0)), submission(sheetOf(trial, member(trial, 0), "7.77")));
    rolledBack(trial, "preliminary-review");
    const [kept] = trial.state.reopening.kept;
    if (kept?.cause.kind !== "rollback") throw new Error("nothing is kept");
    expect(kept.cause.sheets).toMatchObject([
      { kind: "sealed", member: member(trial, 0), round: 1 },
    ]);
    expect(kept.cause.snapshot).toBe(hashOf(kept.cause.sheets));
    expect(JSON.stringify(trial.records)).not.toContain("7.77");
  });

  test("keeps opened sheets in the clear with their corrections", () => {
    const trial = trialAt("re-check");
    const correction = { type: "correctMark", bid: "B1", item: "plan", value: "39.5" } as const;
    trial.do(expert(member(trial, 0)), { ...correction, code: "03", reason: "加总有误" });
    rolledBack(trial, "scoring");
    const [kept] = trial.state.reopening.kept;
    if (kept?.cause.kind !== "rollback") throw new Error("nothing is kept");
    expect(kept.cause.sheets).toHaveLength(members(trial).length);
    expect(kept.cause.sheets[0]).toMatchObject({ kind: "opened", marks: { B1: { plan: "39.5" } } });
    expect(kept.result?.version).toBe(2);
    expect(kept.corrections).toHaveLength(1);
  });

  test("stands in the report, with the hash of the report that a rollback left behind", () => {
    const trial = trialAt("signing");
    const issued = trial.state.report.issued?.json;
    rolledBack(trial, "scoring");
    trial.system({ type: "openSheets", sheets: submitAll(trial) });
    const report = composeReport(trial.state);
    expect(report.reopenings?.kept).toMatchObject([
      { cause: { kind: "rollback", request: { reason } }, report: issued },
    ]);
    expect(renderReport(report)).toContain(reason);
  });
});

describe("what is done anew", () => {
  test("sheets are new versions, and the result counts on", () => {
    const trial = rolledBack(trialAt("re-check"), "scoring");
    expect(nextRound(trial.state, member(trial, 0))).toBe(2);
    const stale = { ...submission(sheetOf(trial, member(trial, 0))), round: 1 };
    expect(trial.answer(proven(member(trial, 0)), stale)).toBe("scoring.round");
    trial.system({ type: "openSheets", sheets: submitAll(trial) });
    expect(trial.state.scoring.result?.version).toBe(2);
  });

  test("findings may be changed again, and the lead closes the review anew", () => {
    const trial = rolledBack(trialAt("re-check"), "preliminary-review");
    expect(trial.answer(host, { type: "beginScoring" })).toBe("review.not-closed");
    passAll(trial, member(trial, 0));
    trial.do(expert(trial.state.election.lead ?? ""), { type: "closeReview" });
    trial.do(host, { type: "beginScoring" });
    expect(trial.state.stage).toBe("scoring");
  });

  test("a lead is elected anew", () => {
    const trial = rolledBack(trialAt("scoring"), "lead-election");
    expect(trial.answer(host, { type: "beginReview" })).toBe("election.no-lead");
    elect(trial, member(trial, 1));
    expect(trial.state.election.lead).toBe(member(trial, 1));
  });

  test("from the signing back to the re-check: a mark is corrected and everybody signs the new report", () => {
    const trial = rolledBack(trialAt("signing"), "re-check");
    const correction = { type: "correctMark", bid: "B1", item: "plan", value: "39.5" } as const;
    trial.do(expert(member(trial, 0)), { ...correction, code: "03", reason: "加总有误" });
    explainAll(trial);
    advance(trial, "signed");
    expect(trial.state.report.issued?.report.outcome).toEqual(trial.state.scoring.result?.outcome);
  });
});

test("a substitute who scores after a rollback is not shown what the others had given", () => {
  const trial = rolledBack(trialAt("re-check"), "scoring");
  const out = member(trial, 4);
  trial.do(host, { type: "replaceMember", member: out, reason: "health", explanation: "住院" });
  revealAll(trial);
  const fresh = trial.state.panel.members.at(-1)?.person ?? "";
  seat(trial, fresh);
  const seen = view(trial.state, expert(fresh), new Map()).reopening?.kept[0];
  expect(seen).toMatchObject({ kind: "rollback", reason });
  expect(seen?.result).toBeUndefined();
});
