import { describe, expect, test } from "vitest";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import { gateSchema, type Gate, type WitnessSeat } from "@yuanping/shared/contracts/gates.ts";
import type { Actor } from "@yuanping/shared/contracts/record.ts";
import type { Stage } from "@yuanping/shared/contracts/stages.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { COSIGNATURE_V1, formatVkey, noteKey } from "@yuanping/shared/tlog/index.ts";
import { drawThrough, unsignedHead, witnessOf } from "../../support/draw-parties.ts";
import { actorOf } from "../../support/evaluation-room.ts";
import {
  advance,
  agency,
  cosignAll,
  expert,
  host,
  member,
  members,
  opening,
  proven,
  sheetOf,
  submission,
  submitAll,
  supervisor,
  tenderWith,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import { sealedBids } from "../../support/evaluation-tender.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const witnessing = { outside: [] };
const at = (stage: Stage): Trial => trialAt(stage, { witnessing });

/** A seat's cosignature of the head as it stands. */
function cosigning(trial: Trial, seat: WitnessSeat, note = unsignedHead(trial.state)): Command {
  return { type: "cosignHead", note: witnessOf(trial.state, seat).cosigned(note, 1_772_000_000) };
}

function openGate(trial: Trial): Gate | undefined {
  return view(trial.state, { person: host.person, role: "host" }, new Map()).witnessing?.open?.gate;
}

const freeze: Command = { type: "freezeSheets" };
const system = actorOf("0".repeat(32), "system");

/** How each gate is come to, and a step that waits behind it. */
const gates: readonly (readonly [Gate, (t: Trial) => readonly [Actor, Command], Stage])[] = [
  [
    "draw-result",
    (trial) => {
      drawThrough(trial);
      return [host, { type: "beginCheckIn" }];
    },
    "draw",
  ],
  [
    "bids-unsealed",
    (trial) => [expert(member(trial, 0)), { type: "castBallot", candidate: member(trial, 0) }],
    "lead-election",
  ],
  [
    "scores-frozen",
    (trial) => {
      const sheets = submitAll(trial);
      trial.system(freeze);
      return [system, { type: "openSheets", sheets }];
    },
    "scoring",
  ],
  [
    "scores-opened",
    (trial) => [expert(trial.state.election.lead ?? ""), { type: "issueReport" }],
    "re-check",
  ],
  ["report-signed", () => [host, { type: "archive" }], "signed"],
];

describe.each(gates)("the gate %s", (gate, come, stage) => {
  const arrive = () => {
    const trial = at(stage).fork();
    return { trial, step: come(trial) };
  };

  test("holds the next step until both have cosigned, and says for whom it waits", () => {
    const { trial, step } = arrive();
    expect(openGate(trial)).toBe(gate);
    expect(trial.answer(...step)).toBe("witness.awaits-both");
    trial.do(witness, cosigning(trial, "witness"));
    expect(trial.answer(...step)).toBe("witness.awaits-supervisor");
    trial.do(supervisor, cosigning(trial, "supervisor"));
    expect(openGate(trial)).toBeUndefined();
    expect(trial.answer(...step)).not.toMatch(/^witness\./u);
  });

  test("is passed in either order, with the same or with two heads", () => {
    const { trial } = arrive();
    const first = trial.do(supervisor, cosigning(trial, "supervisor"));
    expect(first.map(({ type }) => type)).toEqual(["HeadCosigned"]);
    const second = trial.do(witness, cosigning(trial, "witness"));
    expect(second).toMatchObject([
      { type: "HeadCosigned", party: "witness", seat: "witness" },
      { type: "GatePassed", gate },
    ]);
  });

  test("takes no head that lacks its events, is not there yet, or is of another evaluation", () => {
    const { trial } = arrive();
    const { size } = trial.state;
    const headOf = (id: string, events: number) =>
      unsignedHead({ ...trial.state, id, size: events });
    const answers = [headOf("trial", 3), headOf("trial", size + 9), headOf("other", size)].map(
      (note) => trial.ask(witness, cosigning(trial, "witness", note)),
    );
    expect(answers.map((answer) => (answer.ok ? "accepted" : answer.refusal.code))).toEqual([
      "witness.head-too-small",
      "witness.head-too-small",
      "witness.bad-note",
    ]);
    expect(trial.answer(witness, { type: "cosignHead", note: "no note" })).toBe("witness.bad-note");
  });

  test("counts each of the two once", () => {
    const { trial } = arrive();
    trial.do(witness, cosigning(trial, "witness"));
    expect(trial.answer(witness, cosigning(trial, "witness"))).toBe("witness.cosigned-already");
  });
});

describe("while a gate waits", () => {
  test("talk, supervision and presence go on, and a locked room can still be cosigned", () => {
    const trial = at("lead-election").fork();
    trial.do(host, { type: "say", text: "请稍候" });
    trial.do(supervisor, { type: "note", text: "正在会签" });
    trial.do(host, { type: "pause", reason: "等待见证" });
    cosignAll(trial);
    expect(openGate(trial)).toBeUndefined();
  });

  test("the members read for whom, without a number of events", () => {
    const trial = at("lead-election").fork();
    const shown = view(trial.state, { person: member(trial, 0), role: "expert" }, new Map());
    expect(shown.witnessing).toEqual({
      of: 2,
      witnessed: 0,
      met: 3,
      open: { gate: "bids-unsealed", awaited: ["supervisor", "witness"] },
    });
  });

  test("the agency learns nothing of it after the draw", () => {
    const trial = at("lead-election").fork();
    const { witnessing: shown } = view(
      trial.state,
      { person: agency.person, role: "agency" },
      new Map(),
    );
    expect(shown).toBeUndefined();
  });

  test("a host who terminates is not held by it", () => {
    const trial = at("lead-election").fork();
    trial.do(host, { type: "terminate", code: "204", reason: "采购任务取消" });
    expect(openGate(trial)).toBeUndefined();
    expect(trial.answer(host, { type: "archive" })).toBe("accepted");
  });

  test("nobody else cosigns, and who tries is on record", () => {
    const trial = at("lead-election").fork();
    const [first = ""] = members(trial);
    expect(trial.answer(expert(first), cosigning(trial, "witness"))).toBe("room.not-permitted");
    expect(trial.answer(host, cosigning(trial, "witness"))).toBe("witness.no-substitute");
    expect(trial.records.slice(-2).map(({ event }) => event.type)).toEqual([
      "AttemptRefused",
      "AttemptRefused",
    ]);
  });
});

describe("frozen scores", () => {
  test("take no sheet and no vote on time, and open only once the gate is passed", () => {
    const trial = at("scoring").fork();
    const sheets = submitAll(trial);
    expect(trial.answer(system, { type: "openSheets", sheets })).toBe("scoring.not-frozen");
    trial.system(freeze);
    const [first = ""] = members(trial);
    const late = sheetOf(trial, first);
    expect(trial.answer(proven(first), submission(late))).toBe("scoring.sheet-locked");
    expect(trial.answer(expert(first), { type: "askForTime" })).toBe("scoring.frozen");
    cosignAll(trial);
    trial.system({ type: "openSheets", sheets });
    expect(trial.state.stage).toBe("re-check");
  });

  test("are free again when a sheet comes back, and the next freeze is another gate", () => {
    const trial = at("scoring").fork();
    const sheets = submitAll(trial);
    trial.system(freeze);
    cosignAll(trial);
    trial.system({ type: "openSheets", sheets: sheets.slice(1) });
    expect(trial.state.scoring.isFrozen).toBe(false);
    const [first = ""] = members(trial);
    const again = sheetOf(trial, first);
    trial.do(proven(first), submission(again));
    trial.system(freeze);
    expect(openGate(trial)).toBe("scores-frozen");
  });

  test("are frozen and opened in one step where no gate waits between", () => {
    const trial = trialAt("scoring");
    const sheets = submitAll(trial);
    const events = trial.system({ type: "openSheets", sheets });
    expect(events.map(({ type }) => type)).toEqual([
      "SheetsFrozen",
      ...Array.from({ length: 5 }, () => "SheetOpened"),
      "ResultComputed",
    ]);
  });
});

describe("a substitute", () => {
  const open = { profile: { id: "open", version: "2026-11-01" } } as const;
  const substitute = { outside: [], substitute: "host" as const };
  const named = (): Trial => trialAt("lead-election", { ...open, witnessing: substitute }).fork();
  const standIn = (trial: Trial, instead: WitnessSeat, reason?: string): Command => {
    const note = witnessOf(trial.state, "host").cosigned(unsignedHead(trial.state), 1_772_000_000);
    return { type: "cosignHead", note, instead, ...(reason === undefined ? {} : { reason }) };
  };
  const reason = "见证人员突发疾病";

  test("is refused at intake where the rules do not allow one", () => {
    const trial = trialAt("draw");
    const tender = tenderWith({ witnessing: substitute });
    expect(trial.ask(agency, opening(tender)).ok).toBe(false);
  });

  test("cosigns for one who is not in the room, and says why", () => {
    const trial = named();
    expect(trial.answer(host, standIn(trial, "witness"))).toBe("witness.reason-needed");
    const events = trial.do(host, standIn(trial, "witness", reason));
    expect(events).toMatchObject([
      { type: "HeadCosigned", party: "host", seat: "witness", reason },
    ]);
    trial.do(supervisor, cosigning(trial, "supervisor"));
    expect(openGate(trial)).toBeUndefined();
  });

  test("never cosigns for both, nor for one who is in the room", () => {
    const trial = named();
    const seat = { person: supervisor.person, session: "session-present" };
    trial.system({ type: "occupySeat", ...seat });
    expect(trial.answer(host, standIn(trial, "supervisor", reason))).toBe("witness.is-present");
    trial.do(host, standIn(trial, "witness", reason));
    trial.system({ type: "loseSeat", ...seat });
    expect(trial.answer(host, standIn(trial, "supervisor", reason))).toBe("witness.is-present");
    trial.wait(120_000).system({ type: "releaseSeat", ...seat });
    expect(trial.answer(host, standIn(trial, "supervisor", reason))).toBe("witness.one-in-person");
  });
});

describe("a lost key", () => {
  const vkeyOf = (name: string): string =>
    formatVkey(noteKey(name, COSIGNATURE_V1, new Uint8Array(32).fill(7)));

  test("is replaced by its owner, with the password, and for the gates alone", () => {
    const trial = at("lead-election").fork();
    const vkey = vkeyOf("witness.trial");
    const before = trial.state.panel.ceremony.sealed?.spec;
    expect(trial.answer(witness, { type: "renewKey", vkey })).toBe("identity.proof-needed");
    const again = actorOf(witness.person, "witness", true);
    expect(trial.answer(again, { type: "renewKey", vkey: vkeyOf("host.trial") })).toBe(
      "draw.bad-party-key",
    );
    trial.do(again, { type: "renewKey", vkey });
    expect(trial.answer(again, { type: "renewKey", vkey })).toBe("witness.same-key");
    expect(trial.state.panel.ceremony.sealed?.spec).toEqual(before);
  });
});

describe("a contradiction that a witness was shown", () => {
  test("is on record once, and on every screen", () => {
    const trial = at("scoring").fork();
    const kept = unsignedHead({ ...trial.state, size: 4 });
    const report: Command = {
      type: "reportFork",
      kind: "forked",
      kept,
      shown: unsignedHead(trial.state),
    };
    trial.do(witness, report);
    expect(trial.answer(witness, report)).toBe("witness.fork-known");
    const seen = view(trial.state, { person: member(trial, 0), role: "expert" }, new Map());
    expect(seen.witnessing?.fork).toMatchObject({ party: "witness", kind: "forked" });
    expect(seen.witnessing?.fork?.kept).toBeUndefined();
  });
});

describe("a contradiction that an outside body was shown", () => {
  const key = noteKey("notary.example", COSIGNATURE_V1, new Uint8Array(32).fill(3));
  const body = { name: "示范公证处", vkey: formatVkey(key) };
  const trial = trialAt("draw", { witnessing: { outside: [body] } }).fork();
  const report: Command = {
    type: "reportFork",
    kind: "rolled-back",
    kept: unsignedHead({ ...trial.state, size: 9 }),
    shown: unsignedHead(trial.state),
  };

  test("goes on record under the body's name, by the server alone", () => {
    const named: Command = { ...report, outside: body.vkey };
    expect(trial.answer(witness, named)).toBe("witness.not-named");
    expect(trial.answer(system, report)).toBe("witness.not-named");
    expect(trial.answer(system, { ...report, outside: `${body.vkey}x` })).toBe("witness.not-named");
    trial.do(system, named);
    const seen = view(trial.state, { person: host.person, role: "host" }, new Map());
    expect(seen.witnessing?.fork).toMatchObject({ party: "outside", body: body.name });
  });
});

test("every gate but the pool's, which the draw itself freezes, is tried here", () => {
  expect(gates.map(([gate]) => gate)).toEqual(
    gateSchema.options.filter((gate) => gate !== "pool-frozen"),
  );
});

test("a tender without witnesses meets no gate", () => {
  const trial = advance(trialAt("draw"), "archived");
  expect(trial.state.witnessing.gates).toEqual([]);
  expect(trial.state.bids).toHaveLength(sealedBids.length);
});
