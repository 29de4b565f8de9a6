import { describe, expect, test } from "vitest";
import type { Command } from "@yuanping/shared/contracts/commands/index.ts";
import type { ConductKind } from "@yuanping/shared/contracts/commands/conduct.ts";
import { systemActor } from "@yuanping/shared/contracts/record.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { alarmsOf, refusalsTolerated } from "@yuanping/shared/evaluation/supervision/alarms.ts";
import {
  agency,
  expert,
  host,
  member,
  supervisor,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const session = "session-first";
const standing = (trial: Trial, person = member(trial, 0)) =>
  alarmsOf(trial.state)
    .filter((alarm) => alarm.person === person)
    .map(({ kind }) => kind);

/** Scoring, with one member in the seat and in the picture. */
function seated(): Trial {
  const trial = trialAt("scoring");
  const person = member(trial, 0);
  trial.system({ type: "occupySeat", person, session });
  trial.system({ type: "noteTrack", person, source: "camera", state: "on" });
  return trial;
}

function conduct(trial: Trial, kind: ConductKind, times = 1): string {
  const report: Command = { type: "reportConduct", acts: [{ kind, times }] };
  return trial.wait(1000).answer(expert(member(trial, 0)), report);
}

describe("an alarm stands", () => {
  test("while a member's camera is off, muted or was never on, and no longer", () => {
    const trial = seated();
    const camera = { type: "noteTrack", person: member(trial, 0), source: "camera" } as const;
    expect(standing(trial)).toEqual([]);
    for (const state of ["muted", "off"] as const) {
      trial.system({ ...camera, state });
      expect(standing(trial)).toEqual(["camera-off"]);
    }
    trial.system({ ...camera, state: "poor" });
    expect(standing(trial)).toEqual(["quality-lost"]);
    trial.system({ ...camera, state: "on" });
    expect(standing(trial)).toEqual([]);
    const never = trialAt("scoring");
    never.system({ type: "occupySeat", person: member(never, 0), session });
    expect(standing(never)).toEqual(["camera-off"]);
  });

  test("gravely once a plain face or voice was refused, until it comes disguised or not at all", () => {
    const trial = seated();
    const microphone = {
      type: "noteTrack",
      person: member(trial, 0),
      source: "microphone",
    } as const;
    trial.system({ ...microphone, state: "plain" });
    expect(alarmsOf(trial.state)).toMatchObject([{ kind: "plain-track", severity: "bad" }]);
    trial.system({ ...microphone, state: "on" });
    expect(standing(trial)).toEqual([]);
  });

  test("while a seat waits for its person, gravely once they have left", () => {
    const trial = seated();
    const seat = { person: member(trial, 0), session };
    trial.system({ type: "loseSeat", ...seat });
    expect(alarmsOf(trial.state)).toMatchObject([{ kind: "seat-left", severity: "care" }]);
    trial.wait(120_000).system({ type: "releaseSeat", ...seat });
    expect(alarmsOf(trial.state)).toMatchObject([{ kind: "seat-left", severity: "bad" }]);
    trial.system({ type: "occupySeat", ...seat });
    expect(standing(trial)).toEqual([]);
  });

  test("while another window is in front, and is counted after the member came back", () => {
    const trial = seated();
    expect(conduct(trial, "window-left")).toBe("accepted");
    expect(standing(trial)).toEqual(["window-away", "window-left"]);
    expect(conduct(trial, "window-back")).toBe("accepted");
    expect(standing(trial)).toEqual(["window-left"]);
  });

  test.each(["copied", "pasted", "printed"] as const)(
    "with its number for what was %s, until the supervisor has looked into it",
    (kind) => {
      const trial = seated();
      conduct(trial, kind, 2);
      conduct(trial, kind);
      expect(alarmsOf(trial.state)).toMatchObject([{ kind, times: 3 }]);
      const settle = { type: "settleAlarm", kind, person: member(trial, 0) } as const;
      expect(trial.answer(supervisor, settle)).toBe("accepted");
      expect(standing(trial)).toEqual([]);
      expect(trial.answer(supervisor, settle)).toBe("supervision.no-alarm");
      conduct(trial, kind);
      expect(alarmsOf(trial.state)).toMatchObject([{ kind, times: 1 }]);
    },
  );

  test("when somebody insists on what is forbidden, and not for a slip", () => {
    const trial = seated();
    const person = member(trial, 0);
    for (let tried = 1; tried <= refusalsTolerated; tried += 1) {
      expect(standing(trial)).toEqual([]);
      expect(trial.answer(expert(person), { type: "showBidders" })).toBe("room.not-permitted");
    }
    expect(standing(trial)).toEqual(["refusals"]);
  });

  test("and cannot be settled away while its cause goes on", () => {
    const trial = trialAt("scoring");
    const person = member(trial, 0);
    trial.system({ type: "occupySeat", person, session });
    const settle = { type: "settleAlarm", kind: "camera-off", person } as const;
    expect(trial.answer(supervisor, settle)).toBe("supervision.alarm-stands");
  });

  test("for nobody before the room is in session, nor when it is over", () => {
    for (const stage of ["draw", "signed", "archived", "terminated"] as const) {
      const trial = trialAt(stage);
      const { host: person } = trial.state.tender.offices;
      if (stage !== "archived") {
        trial.system({ type: "occupySeat", person, session });
        trial.system({ type: "loseSeat", person, session });
      }
      expect(alarmsOf(trial.state)).toEqual([]);
    }
  });
});

describe("alarms", () => {
  test("are seen by those who run or watch the room, alike, and by nobody else", () => {
    const trial = seated();
    conduct(trial, "copied");
    const seen = (actor: typeof host) => view(trial.state, actor, new Map()).alarms;
    expect(seen(host)).toMatchObject([{ kind: "copied", code: "A" }]);
    expect(seen(supervisor)).toEqual(seen(host));
    expect(seen(witness)).toEqual(seen(host));
    expect(seen(agency)).toBeUndefined();
    for (const n of [0, 1]) expect(seen(expert(member(trial, n)))).toBeUndefined();
  });
});

describe("a page's report of conduct", () => {
  test("comes from those in the room, for themselves", () => {
    const trial = trialAt("check-in");
    const report: Command = { type: "reportConduct", acts: [{ kind: "copied", times: 1 }] };
    expect(trial.answer(expert(member(trial, 0)), report)).toBe("checkin.not-admitted");
    expect(trial.answer(supervisor, report)).toBe("room.not-permitted");
    expect(trial.answer(host, report)).toBe("accepted");
  });

  test("is taken at most once a second, so that nobody fills the record", () => {
    const trial = seated();
    const report: Command = { type: "reportConduct", acts: [{ kind: "copied", times: 1 }] };
    const actor = expert(member(trial, 0));
    expect(trial.answer(actor, report)).toBe("accepted");
    const size = trial.records.length;
    // Each command of a trial comes one second after the one before.
    expect(trial.wait(-1).answer(actor, report)).toBe("message.too-many");
    expect(trial.records).toHaveLength(size);
    expect(trial.answer(actor, report)).toBe("accepted");
  });
});

test("a track's state is on record once, and only by the server's word", () => {
  const trial = trialAt("scoring");
  const person = member(trial, 0);
  const camera = { type: "noteTrack", person, source: "camera", state: "on" } as const;
  expect(trial.answer(expert(person), camera)).toBe("room.not-permitted");
  expect(trial.answer(systemActor, { ...camera, state: "off" })).toBe("room.unchanged");
  expect(trial.answer(systemActor, camera)).toBe("accepted");
  expect(trial.answer(systemActor, camera)).toBe("room.unchanged");
  expect(trial.answer(systemActor, { ...camera, person: agency.person })).toBe("room.not-yours");
});
