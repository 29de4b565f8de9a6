import { describe, expect, test } from "vitest";
import { poolLines, verifyTranscript, type LogChecks } from "@yuanping/shared/draw/index.ts";
import { transcriptFrom, transcriptOf } from "@yuanping/shared/evaluation/ceremony/transcript.ts";
import { canonicalize } from "@yuanping/shared/tlog/index.ts";
import {
  declareAll,
  drawThrough,
  freezeAll,
  revealAll,
  revealBy,
  sealAndCommit,
  unsignedHead,
} from "../../support/draw-parties.ts";
import { actorOf } from "../../support/evaluation-room.ts";
import {
  expert,
  host,
  member,
  members,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import { pool } from "../../support/evaluation-tender.ts";
import { declining, drawAnew, givingUp, stuckDraw } from "../../support/renewed-draw.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const invitations = { answerWithin: 3600 };
const fromLog = { ok: true, detail: "as the log has it" } as const;
const log: LogChecks = {
  specSigned: () => fromLog,
  frozen: () => fromLog,
  beacons: () => fromLog,
  declines: () => fromLog,
  included: () => fromLog,
};

function failed(trial: Trial): readonly string[] {
  const { past } = trial.state.panel.ceremony;
  const last = transcriptOf(trial.state);
  const draws = [
    ...past.map((draw) => ({ transcript: transcriptFrom(draw.sealed), pool: draw.pool })),
    ...(last === undefined ? [] : [{ transcript: last, pool: trial.state.panel.pool }]),
  ];
  return draws.flatMap((draw, n) =>
    verifyTranscript(draw.transcript, [...poolLines(draw.pool)], log)
      .checks.filter(({ ok }) => ok !== true)
      .map(({ name, detail }) => `draw ${n}: ${name}: ${detail}`),
  );
}

describe("a party that lost its secret after the panel was drawn", () => {
  test("says so itself and is named; others have to wait for it first", () => {
    const trial = stuckDraw();
    expect(trial.answer(host, givingUp(trial))).toBe("draw.deadline-runs");
    const late = trial.fork().wait(2 * 3_600_000);
    expect(late.answer(host, givingUp(late))).toBe("accepted");
    expect(trial.answer(witness, givingUp(trial))).toBe("accepted");
    expect(trial.state.panel.ceremony.voided).toMatchObject([{ missing: ["witness"] }]);
    expect(trial.state.panel.ceremony.keys["witness"]).toBeUndefined();
  });

  test("costs a draw of its own for the vacant seat alone; who sits keeps the seat", () => {
    const trial = stuckDraw();
    const kept = members(trial);
    trial.do(witness, givingUp(trial));
    drawAnew(trial);
    expect(members(trial).slice(0, 4)).toEqual(kept);
    expect(members(trial)).toHaveLength(5);
    const { sealed, past, voided } = trial.state.panel.ceremony;
    expect(past).toHaveLength(1);
    expect(sealed?.spec).toMatchObject({ drawNo: 2, prevDraw: voided[0]?.hash });
    expect(sealed?.spec.keep).toHaveLength(4);
    const substitute = trial.state.panel.members.at(-1)?.person ?? "";
    expect(trial.state.invitations[substitute]?.round).toBe(1);
    expect(failed(trial)).toEqual([]);
  });

  test("does not keep later seats from being filled by the new draw's own rounds", () => {
    const trial = stuckDraw();
    trial.do(witness, givingUp(trial));
    drawAnew(trial);
    for (let count = 0; count < 3; count++) {
      trial.do(expert(member(trial, 1)), declining);
      revealAll(trial);
    }
    expect(members(trial)).toHaveLength(5);
    expect(new Set(trial.state.panel.members.map(({ person }) => person)).size).toBe(9);
    expect(failed(trial)).toEqual([]);
  });

  test("whoever declines while the new draw is sealed waits for its next round", () => {
    const trial = stuckDraw();
    trial.do(witness, givingUp(trial));
    sealAndCommit(trial);
    trial.do(expert(member(trial, 0)), declining);
    freezeAll(trial, unsignedHead(trial.state));
    revealAll(trial);
    expect(members(trial)).toHaveLength(4);
    revealAll(trial);
    expect(members(trial)).toHaveLength(5);
    expect(failed(trial)).toEqual([]);
  });

  test("a changed kept seat, count or panel is found by the transcript's checks", () => {
    const trial = stuckDraw();
    trial.do(witness, givingUp(trial));
    drawAnew(trial);
    const honest = transcriptOf(trial.state);
    const lines = [...poolLines(trial.state.panel.pool)];
    if (honest === undefined) throw new Error("nothing was drawn");
    const text = canonicalize(honest);
    const keptRef = honest.spec.keep?.[0]?.ref ?? "";
    const other = pool.find(({ ref }) => !text.includes(ref))?.ref ?? "";
    const [round] = honest.rounds;
    if (round === undefined) throw new Error("there is no round");
    const altered = [
      JSON.parse(text.replace(`"ref":"${keptRef}"`, `"ref":"${other}"`)),
      { ...honest, rounds: [{ ...round, N: String(BigInt(round.N) + 1n) }] },
      {
        ...honest,
        rounds: [{ ...round, panel: round.panel.map((one) => ({ ...one, ref: other })) }],
      },
    ];
    for (const transcript of altered) {
      const { checks } = verifyTranscript(transcript, lines, log);
      expect(checks.filter(({ ok }) => ok === false)).not.toEqual([]);
    }
  });
});

describe("a member who declines where nobody could take the seat", () => {
  test("is not held: the seat waits for another pool", () => {
    const trial = trialAt("draw", { invitations });
    const few = pool.filter(({ specialties }) => specialties.length === 1).slice(0, 12);
    drawThrough(trial, few);
    let declined = 0;
    while (trial.state.panel.ceremony.vacancies.every(({ unfillable }) => unfillable !== true)) {
      trial.do(expert(member(trial, 0)), declining);
      declined += 1;
      if (declined > 12) throw new Error("the pool is never spent");
      const blocked = trial.state.panel.ceremony.vacancies.some(({ unfillable }) => unfillable);
      if (!blocked) revealAll(trial);
    }
    expect(trial.answer(host, revealBy(trial.state, "host"))).toBe("draw.no-valid-panel");
    trial.do(host, givingUp(trial));
    declareAll(trial);
    trial.do(actorOf(trial.state.tender.offices.agency, "agency"), {
      type: "sealDraw",
      pool,
      exclusions: [],
    });
    expect(trial.state.panel.ceremony.sealed?.spec.keep).toHaveLength(4);
  });
});
