import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { expert, host, member, trialAt } from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const bytesShown = (trial: Trial) =>
  JSON.stringify(view(trial.state, expert(member(trial, 0)), new Map())).length;

/** An hour of a room: somebody talks, somebody loses the line and comes back, a camera goes off and on. */
function meetFor(trial: Trial, rounds: number): void {
  const person = member(trial, 1);
  for (let round = 0; round < rounds; round += 1) {
    const session = `session-${String(round).padStart(6, "0")}`;
    trial.do(host, { type: "say", text: `第 ${String(round).padStart(6, "0")} 句话` });
    trial.system({ type: "occupySeat", person, session });
    trial.system({ type: "noteTrack", person, source: "camera", state: "on" });
    trial.system({ type: "noteTrack", person, source: "camera", state: "off" });
    trial.system({ type: "loseSeat", person, session });
  }
}

describe("joining a long meeting takes 30 s", () => {
  test("what is shown to whoever joins is as large after a long meeting as after a short one", () => {
    const trial = trialAt("scoring");
    meetFor(trial, 200);
    const short = bytesShown(trial);
    const before = trial.records.length;
    meetFor(trial, 400);
    expect(trial.records.length).toBe(before + 5 * 400);
    // The word of a time differs by a digit at most.
    expect(Math.abs(bytesShown(trial) - short)).toBeLessThan(32);
  });
});
