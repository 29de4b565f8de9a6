import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { faultClockOf } from "@yuanping/shared/law/fault-clock.ts";
import { profiles } from "@yuanping/shared/law/profiles/index.ts";
import { expert, host, member, supervisor, trialAt } from "../../support/evaluation-stages.ts";

const hour = 3_600_000;
const reason = "副场网络中断";
const open = { type: "openIncident", fault: "network", reason } as const;
const close = { type: "closeIncident", incident: 1, reason: "已恢复" } as const;

describe("a fault's clock", () => {
  test.each([
    ["check-in", "before", 2],
    ["scoring", "during", 4],
  ] as const)(
    "runs from when it is recorded: at %s, %s the start, for %d hours",
    (stage, phase, hours) => {
      const trial = trialAt(stage);
      trial.do(host, open);
      expect(trial.state.incidents).toMatchObject([
        { incident: 1, phase, at: trial.at, deadline: trial.at + hours * hour },
      ]);
    },
  );

  test("is known with its source under every profile", () => {
    for (const profile of profiles) {
      const { before, during } = faultClockOf(profile);
      for (const { value, article } of [before, during]) {
        expect(value).toBeGreaterThan(0);
        expect(article).not.toBe("");
      }
    }
  });

  test("says whether the fault was over in time, to the second", () => {
    for (const [waited, late] of [
      [4 * hour - 1000, false],
      [4 * hour, true],
    ] as const) {
      const trial = trialAt("scoring");
      trial.do(host, open);
      // Each command of a trial comes one second after the one before.
      trial.wait(waited).do(host, close);
      expect(trial.state.incidents[0]?.closed).toMatchObject({ late });
    }
  });
});

describe("an incident", () => {
  test("is open once for each kind of fault, and closed once", () => {
    const trial = trialAt("scoring");
    trial.do(host, open);
    expect(trial.answer(host, open)).toBe("incident.open-already");
    expect(trial.answer(host, { ...open, fault: "power" })).toBe("accepted");
    expect(trial.answer(host, { ...close, incident: 9 })).toBe("incident.unknown");
    trial.do(host, close);
    expect(trial.answer(host, close)).toBe("incident.closed-already");
    expect(trial.answer(host, open)).toBe("accepted");
    expect(trial.state.incidents.map(({ incident }) => incident)).toEqual([1, 2, 3]);
  });

  test("is recorded by the host, in a locked room too, and seen by those who watch", () => {
    const trial = trialAt("scoring");
    expect(trial.answer(supervisor, open)).toBe("room.not-permitted");
    expect(trial.answer(expert(member(trial, 0)), open)).toBe("room.not-permitted");
    trial.do(host, { type: "pause", reason });
    trial.do(host, open);
    const seen = view(trial.state, supervisor, new Map()).incidents;
    expect(seen).toMatchObject([{ incident: 1, fault: "network" }]);
    expect(seen?.[0]?.article).not.toBe("");
    expect(view(trial.state, expert(member(trial, 0)), new Map()).incidents).toBeUndefined();
  });
});
