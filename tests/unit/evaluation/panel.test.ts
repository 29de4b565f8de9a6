import { personOf } from "../../support/evaluation-room.ts";
import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { describe, expect, test } from "vitest";
import type { ReplacementReason } from "@yuanping/shared/contracts/commands/panel.ts";
import { poolLines, poolRoot } from "@yuanping/shared/draw/index.ts";
import { drawnOf } from "@yuanping/shared/evaluation/panel/state.ts";
import { declareAll, drawThrough, revealAll } from "../../support/draw-parties.ts";
import {
  advance,
  agency,
  conflict,
  expert,
  host,
  member,
  members,
  passAll,
  proven,
  seat,
  submitAll,
  tenderWith,
  trialAt,
} from "../../support/evaluation-stages.ts";
import { pool } from "../../support/evaluation-tender.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const rep = personOf("owner's representative");
const { panel } = tenderWith();
const exclusions: CommandOf<"sealDraw">["exclusions"] = [];
const withRepresentative = {
  panel: {
    ...panel,
    draw: { ...panel.draw, seats: [{ specialty: "造价", count: 4 }] },
    ownerRepresentatives: [rep],
  },
};

/** Puts a member out and, where that is accepted, has the substitute drawn. */
function replace(trial: Trial, person: string, reason: ReplacementReason = "health") {
  const decision = leave(trial, person, reason);
  if (decision.ok) revealAll(trial);
  return decision;
}

function leave(trial: Trial, person: string, reason: ReplacementReason = "health") {
  return trial.try(host, {
    type: "replaceMember",
    member: person,
    reason,
    explanation: "不能继续",
  });
}

describe("drawing the panel", () => {
  test("fills every seat the tender asks for, from the pool, and says how many panels there were", () => {
    const trial = trialAt("draw");
    drawThrough(trial);
    expect(drawnOf(trial.state.panel)).toMatchObject({
      poolRoot: poolRoot(poolLines(trial.state.panel.pool)),
      poolSize: pool.length,
    });
    expect(trial.state.panel.ceremony.sealed?.chances.N).toBe(drawnOf(trial.state.panel)?.N);
    const { members: seated } = trial.state.panel;
    expect(seated.map(({ seat: place }) => place).toSorted()).toEqual([
      "土建",
      "土建",
      "土建",
      "造价",
      "造价",
    ]);
    expect(seated.map(({ code }) => code)).toEqual(["A", "B", "C", "D", "E"]);
    const refs = new Set(pool.map(({ ref }) => ref));
    expect(seated.every(({ person }) => refs.has(person))).toBe(true);
  });

  test("gives the same panel for the same secrets and the same frozen head, and another for another", () => {
    const panelOf = (moment: number) => {
      const trial = trialAt("draw").wait(moment);
      drawThrough(trial);
      return members(trial);
    };
    expect(panelOf(0)).toEqual(panelOf(0));
    // A millisecond is in the deadlines, so in the spec, so in the draw's id, on which every secret depends.
    expect(panelOf(0)).not.toEqual(panelOf(1));
  });

  test("seats the owner's representatives after the drawn members", () => {
    const trial = trialAt("check-in", withRepresentative);
    expect(trial.state.panel.members.at(-1)).toMatchObject({
      person: rep,
      seat: "owner-representative",
      code: "E",
    });
  });

  test("happens once", () => {
    const trial = trialAt("draw");
    drawThrough(trial);
    expect(trial.answer(agency, { type: "sealDraw", pool, exclusions })).toBe("draw.sealed");
  });

  test("takes nobody who holds an office or represents the owner", () => {
    for (const ref of [host.person, agency.person, rep]) {
      const [first, ...others] = pool;
      const tainted = first === undefined ? others : [{ ...first, ref }, ...others];
      const trial = trialAt("draw", withRepresentative);
      declareAll(trial);
      expect(trial.answer(agency, { type: "sealDraw", pool: tainted, exclusions })).toBe(
        "draw.officer-in-pool",
      );
    }
  });

  test("says so when the pool has no lawful panel, or names someone twice", () => {
    const one = pool.slice(0, 1);
    const answer = (drawn: typeof pool) => {
      const trial = trialAt("draw");
      declareAll(trial);
      return trial.answer(agency, { type: "sealDraw", pool: drawn, exclusions });
    };
    expect(answer([])).toBe("draw.no-valid-panel");
    expect(answer(one)).toBe("draw.no-valid-panel");
    expect(answer([...pool, ...one])).toBe("draw.bad-pool");
  });

  test("comes before check-in", () => {
    expect(trialAt("draw").answer(host, { type: "beginCheckIn" })).toBe("draw.not-drawn");
  });
});

describe("replacing a member", () => {
  test("draws a substitute for the same seat; the others keep theirs", () => {
    const trial = trialAt("check-in");
    const before = trial.state.panel.members;
    expect(replace(trial, member(trial, 1)).ok).toBe(true);
    const after = trial.state.panel.members;
    expect(after).toHaveLength(6);
    expect(after[1]).toMatchObject({ status: "out" });
    expect(after[5]).toMatchObject({ seat: before[1]?.seat, code: "F", status: "drawn" });
    expect(members(trial)).toHaveLength(5);
  });

  test("never draws again who sat, or was put out", () => {
    const trial = trialAt("check-in");
    const seen = new Set(members(trial));
    for (let n = 0; n < 12; n++) {
      const decision = replace(trial, member(trial, n % 5));
      if (!decision.ok) break;
      const newest = trial.state.panel.members.at(-1)?.person ?? "";
      expect(seen).not.toContain(newest);
      seen.add(newest);
    }
    expect(seen.size).toBeGreaterThan(10);
  });

  test("stops when the pool has nobody left, and the member keeps the seat", () => {
    const small = pool.filter(({ specialties }) => specialties.includes("造价")).slice(0, 4);
    const draw = { seats: [{ specialty: "造价", count: 3 }], regions: [], onePerEmployer: false };
    const trial = trialAt("draw", {
      profile: { id: "open", version: "2026-01-01" },
      panel: { draw, law: "uniform", ownerRepresentatives: [] },
    });
    drawThrough(trial, small);
    expect(replace(trial, member(trial, 0)).ok).toBe(true);
    const last = member(trial, 0);
    expect(replace(trial, last)).toMatchObject({
      ok: false,
      refusal: { code: "draw.no-valid-panel", category: "conflict" },
      events: [],
    });
    expect(member(trial, 0)).toBe(last);
  });

  test.each(["recusal", "left-post", "health"] as const)(
    "is lawful for %s at any time",
    (reason) => {
      for (const stage of ["check-in", "unsealing", "lead-election", "scoring"] as const) {
        const trial = trialAt(stage);
        expect(replace(trial, member(trial, 0), reason).ok).toBe(true);
      }
    },
  );

  test("is lawful for absence until the bidders are shown", () => {
    const absent = (stage: "check-in" | "unsealing" | "scoring") => {
      const trial = trialAt(stage);
      const decision = replace(trial, member(trial, 0), "absence");
      return decision.ok ? "accepted" : decision.refusal.code;
    };
    expect(absent("check-in")).toBe("accepted");
    expect(absent("unsealing")).toBe("draw.absence-too-late");
    expect(absent("scoring")).toBe("draw.absence-too-late");
  });

  test("is refused for whoever does not sit, and for the owner's representative", () => {
    const trial = trialAt("check-in", withRepresentative);
    const gone = member(trial, 0);
    replace(trial, gone);
    for (const person of [gone, personOf("stranger"), host.person]) {
      expect(replace(trial, person)).toMatchObject({ refusal: { code: "draw.not-a-member" } });
    }
    expect(replace(trial, rep)).toMatchObject({ refusal: { code: "draw.representative" } });
  });

  test("in the review voids the member's findings and no others", () => {
    const trial = trialAt("preliminary-review");
    const [, out = "", stays = ""] = members(trial);
    passAll(trial, out);
    passAll(trial, stays);
    replace(trial, out);
    expect(Object.keys(trial.state.review.findings)).toEqual([stays]);
  });

  test("in the scoring returns to the review, which the substitute takes part in", () => {
    const trial = trialAt("scoring");
    const sheets = submitAll(trial);
    const out = member(trial, 3);
    replace(trial, out);
    expect(trial.state.stage).toBe("preliminary-review");
    expect(trial.state.review.closed).toBeUndefined();
    expect(trial.state.scoring.submitted).not.toHaveProperty(out);
    expect(Object.keys(trial.state.scoring.submitted)).toHaveLength(4);
    const lead = expert(member(trial, 0));
    expect(trial.answer(lead, { type: "closeReview" })).toBe("review.incomplete");
    const substitute = member(trial, 4);
    seat(trial, substitute);
    passAll(trial, substitute);
    trial.do(lead, { type: "closeReview" });
    trial.do(host, { type: "beginScoring" });
    const answer = trial.ask(
      { person: "0".repeat(32), role: "system", session: "system-session" },
      { type: "openSheets", sheets },
    );
    expect(answer).toMatchObject({ refusal: { code: "scoring.not-all-submitted" } });
  });
});

describe("a member who declares a conflict", () => {
  test("at check-in is out; the seat waits until every party has revealed once more", () => {
    const trial = trialAt("check-in");
    const out = member(trial, 0);
    const events = trial.do(proven(out), { type: "checkIn", undertaking: true, recusal: conflict });
    expect(events.map(({ type }) => type)).toEqual([
      "MemberCheckedIn",
      "RecusalDeclared",
      "SeatVacated",
    ]);
    const vacated = { member: out, reason: "recusal", explanation: conflict.ground };
    expect(events.at(-1)).toMatchObject(vacated);
    expect(members(trial)).toHaveLength(4);
    revealAll(trial);
    expect(members(trial)).toHaveLength(5);
    expect(members(trial)).not.toContain(out);
  });

  test("does nothing any more", () => {
    const trial = trialAt("scoring");
    const out = member(trial, 2);
    trial.do(expert(out), { type: "declareRecusal", recusal: conflict });
    revealAll(trial);
    expect(trial.answer(expert(out), { type: "say", text: "再见" })).toBe("room.not-yours");
    expect(advance(trial, "preliminary-review").state.stage).toBe("preliminary-review");
    const finding = { type: "recordFinding", bid: "B1", item: "formal", verdict: "pass" } as const;
    expect(trial.answer(expert(out), finding)).toBe("room.not-yours");
  });

  test("stays when nobody can take the seat, so that the host must stop the evaluation", () => {
    const trial = trialAt("unsealing", withRepresentative);
    const declaration = { type: "declareRecusal", recusal: conflict } as const;
    expect(trial.answer(expert(rep), declaration)).toBe("draw.representative");
    expect(members(trial)).toContain(rep);
  });
});
