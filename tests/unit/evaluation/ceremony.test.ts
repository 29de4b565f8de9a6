import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { describe, expect, test } from "vitest";
import { drawParties, poolLines, verifyTranscript } from "@yuanping/shared/draw/index.ts";
import { sealingOf } from "@yuanping/shared/evaluation/ceremony/sealing.ts";
import { transcriptOf } from "@yuanping/shared/evaluation/ceremony/transcript.ts";
import { sitting, vacantSeats } from "@yuanping/shared/evaluation/panel/state.ts";
import { formatVkey } from "@yuanping/shared/tlog/index.ts";
import {
  declareAll,
  drawThrough,
  freezeAll,
  partyOf,
  revealAll,
  revealBy,
  sealAndCommit,
  unsignedHead,
} from "../../support/draw-parties.ts";
import { actorOf, chanceOf } from "../../support/evaluation-room.ts";
import { agency, host, member, trialAt } from "../../support/evaluation-stages.ts";
import { pool } from "../../support/evaluation-tender.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const exclusions: CommandOf<"sealDraw">["exclusions"] = [];
const hours = 3_600_000;

function frozen(): Trial {
  const trial = trialAt("draw");
  sealAndCommit(trial);
  freezeAll(trial, unsignedHead(trial.state));
  return trial;
}

/** The transcript's checks that need no key, by name, that do not hold. */
function failingOf(trial: Trial): readonly string[] {
  const held = () => ({ ok: true, detail: "checked elsewhere" });
  const log = {
    specSigned: held,
    frozen: held,
    beacons: held,
    declines: held,
    included: held,
  };
  const lines = [...poolLines(trial.state.panel.pool)];
  const { checks } = verifyTranscript(transcriptOf(trial.state), lines, log);
  return checks.filter(({ ok }) => ok !== true).map(({ name }) => name);
}

describe("the draw in three parties' hands", () => {
  test("leaves a transcript that repeats it, substitutions and all", () => {
    const trial = trialAt("check-in");
    for (const place of [1, 0, 3]) {
      const leave = { type: "replaceMember", reason: "health", explanation: "急病" } as const;
      trial.do(host, { ...leave, member: member(trial, place) });
      revealAll(trial);
    }
    expect(transcriptOf(trial.state)?.rounds).toHaveLength(4);
    expect(failingOf(trial)).toEqual([]);
  });

  test("waits for every party's key before anything is sealed", () => {
    const trial = trialAt("draw");
    expect(trial.answer(agency, { type: "sealDraw", pool, exclusions })).toBe("draw.not-due");
    declareAll(trial);
    expect(
      trial.answer(agency, sealingOf(trial.state.tender.panel, pool, { exclusions: [] })),
    ).toBe("accepted");
  });

  test("seals nothing under the equal law whose weights do not give everybody the stated chance", () => {
    const honest = sealingOf(trialAt("draw").state.tender.panel, pool, { exclusions: [] });
    const favoured = honest.pool.map((entry, n) =>
      n === 7 ? { ...entry, weight: entry.weight * 2 } : entry,
    );
    const unfitted = { type: "sealDraw", pool, exclusions } as const;
    for (const steered of [{ ...honest, pool: favoured }, unfitted]) {
      const trial = trialAt("draw");
      declareAll(trial);
      expect(trial.answer(agency, steered)).toBe("draw.chances-unattainable");
      expect(trial.state.panel.ceremony.sealed).toBeUndefined();
    }
  });

  test("is not sealed longer before the meeting than the law permits", () => {
    const trial = trialAt("draw", {
      profile: { id: "G", version: "2026-11-01" },
      invitations: { meetsAt: trialAt("draw").state.lastAt + 8 * 24 * hours },
    });
    declareAll(trial);
    const early = sealingOf(trial.state.tender.panel, pool, { exclusions: [] });
    expect(trial.answer(agency, early)).toBe("draw.too-early");
    trial.wait(7 * 24 * hours);
    expect(trial.answer(agency, early)).toBe("accepted");
  });

  test("states everybody's chance before a secret is out: the same for all of a specialty", () => {
    const { sealed } = frozen().state.panel.ceremony;
    const holders = { 造价: 0, 土建: 0 };
    for (const specialty of pool.flatMap(({ specialties }) => specialties)) {
      if (specialty === "造价" || specialty === "土建") holders[specialty] += 1;
    }
    expect(sealed?.spec.law).toBe("equal");
    expect(sealed?.rounds).toEqual([]);
    expect(sealed?.chances.targets).toEqual({
      kind: "equal",
      seats: [
        { seat: "造价", chance: `2/${holders["造价"]}` },
        { seat: "土建", chance: `3/${holders["土建"]}` },
      ],
    });
  });

  test("takes no key that is another party's, or of another evaluation", () => {
    const trial = trialAt("draw");
    const { actor } = partyOf(trial.state, "host");
    const others = formatVkey(partyOf(trial.state, "witness").key);
    expect(trial.answer(actor, { type: "declareKey", vkey: others })).toBe("draw.bad-party-key");
    expect(trial.answer(actor, { type: "declareKey", vkey: "no key" })).toBe("draw.bad-party-key");
  });

  test("lets nobody change anything once the pool is sealed", () => {
    const trial = trialAt("draw");
    sealAndCommit(trial);
    const { actor, key } = partyOf(trial.state, "host");
    expect(trial.answer(actor, { type: "declareKey", vkey: formatVkey(key) })).toBe("draw.sealed");
    expect(trial.answer(agency, { type: "sealDraw", pool, exclusions })).toBe("draw.sealed");
  });

  test("takes no reveal before all have frozen one and the same head", () => {
    const trial = trialAt("draw");
    sealAndCommit(trial);
    const { actor } = partyOf(trial.state, "host");
    expect(trial.answer(actor, revealBy(trial.state, "host"))).toBe("draw.not-due");
    const { drawId } = trial.state.panel.ceremony.sealed ?? { drawId: "" };
    const first = unsignedHead(trial.state);
    trial.do(actor, partyOf(trial.state, "host").cosign(drawId, first, 1));
    const supervisor = partyOf(trial.state, "supervisor");
    const other = supervisor.cosign(drawId, unsignedHead(trial.state), 1);
    expect(trial.answer(supervisor.actor, other)).toBe("draw.other-checkpoint");
  });

  test("freezes no head that lacks a commitment", () => {
    const trial = trialAt("draw");
    sealAndCommit(trial);
    const party = partyOf(trial.state, "host");
    const { drawId = "" } = trial.state.panel.ceremony.sealed ?? {};
    const small = unsignedHead({ ...trial.state, size: trial.state.size - 1 });
    expect(trial.answer(party.actor, party.cosign(drawId, small, 1))).toBe(
      "draw.checkpoint-too-small",
    );
  });

  test("refuses a false reveal, puts the attempt on record, and draws nothing", () => {
    const trial = frozen();
    const { actor } = partyOf(trial.state, "witness");
    const lie = { ...revealBy(trial.state, "witness"), value: chanceOf("another secret") };
    const before = trial.records.length;
    expect(trial.answer(actor, lie)).toBe("draw.false-reveal");
    expect(trial.records.slice(before).map(({ event }) => event.type)).toEqual(["AttemptRefused"]);
    expect(sitting(trial.state.panel)).toEqual([]);
  });

  test("refuses a reveal twice, of another round, of another draw, and another party's", () => {
    const trial = frozen();
    const { actor } = partyOf(trial.state, "host");
    const own = revealBy(trial.state, "host");
    expect(trial.answer(actor, { ...own, round: 1 })).toBe("draw.other-round");
    expect(trial.answer(actor, { ...own, drawId: chanceOf("other") })).toBe("draw.other-draw");
    expect(trial.answer(actor, revealBy(trial.state, "supervisor"))).toBe("draw.false-reveal");
    trial.do(actor, own);
    expect(trial.answer(actor, own)).toBe("draw.given-already");
  });

  test("is void when a party is late, names it, and begins anew with other secrets", () => {
    const trial = frozen();
    trial.do(partyOf(trial.state, "host").actor, revealBy(trial.state, "host"));
    const first = trial.state.panel.ceremony.sealed?.drawId ?? "";
    const end = { type: "voidDraw", drawId: first, reason: "见证人员未揭示" } as const;
    expect(trial.answer(host, end)).toBe("draw.deadline-runs");
    trial.wait(3 * hours);
    trial.do(host, end);
    expect(trial.state.panel.ceremony.voided).toMatchObject([
      { drawNo: 1, missing: ["supervisor", "witness"] },
    ]);
    drawThrough(trial);
    const { spec, drawId } = trial.state.panel.ceremony.sealed ?? {};
    expect(spec).toMatchObject({ drawNo: 2, prevDraw: trial.state.panel.ceremony.voided[0]?.hash });
    expect(drawId).not.toBe(first);
    expect(failingOf(trial)).toEqual([]);
  });

  test("fills a seat that falls vacant during a round in the next one", () => {
    const trial = trialAt("check-in");
    const leave = { type: "replaceMember", reason: "health", explanation: "急病" } as const;
    trial.do(host, { ...leave, member: member(trial, 0) });
    trial.do(partyOf(trial.state, "host").actor, revealBy(trial.state, "host"));
    trial.do(host, { ...leave, member: member(trial, 0) });
    expect(vacantSeats(trial.state.panel)).toBe(2);
    revealAll(trial);
    expect(vacantSeats(trial.state.panel)).toBe(1);
    revealAll(trial);
    expect(sitting(trial.state.panel)).toHaveLength(5);
    expect(failingOf(trial)).toEqual([]);
  });

  test("belongs to the parties alone", () => {
    const trial = frozen();
    for (const party of drawParties) {
      const reveal = revealBy(trial.state, party);
      expect(trial.answer(agency, reveal)).toBe("room.not-permitted");
      const stranger = actorOf(chanceOf("stranger").slice(0, 32), party);
      expect(trial.answer(stranger, reveal)).toBe("room.not-yours");
    }
  });
});
