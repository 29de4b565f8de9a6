import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { noticesOf } from "@yuanping/shared/evaluation/supervision/state.ts";
import { participantsOf } from "../../../server/src/media/participants.ts";
import { expert, host, member, supervisor, trialAt } from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const reason = "请各位保持安静";
const begin = { type: "beginSpeakIn", reason } as const;

/** What the supervisor may send. */
const heard = (trial: Trial) =>
  participantsOf(trial.state).find(({ person }) => person === supervisor.person)?.mayPublish;

describe("the supervisor's microphone", () => {
  test("may be heard from the announcement on and not a moment before", () => {
    const trial = trialAt("scoring");
    expect(heard(trial)).toEqual([]);
    trial.do(supervisor, begin);
    expect(heard(trial)).toEqual(["microphone"]);
    trial.do(supervisor, { type: "endSpeakIn" });
    expect(heard(trial)).toEqual([]);
  });

  test("falls silent when the supervisor has left the seat", () => {
    const trial = trialAt("scoring");
    const seat = { person: supervisor.person, session: "session-first" };
    trial.system({ type: "occupySeat", ...seat });
    trial.do(supervisor, begin);
    trial.system({ type: "loseSeat", ...seat });
    expect(heard(trial)).toEqual(["microphone"]);
    trial.wait(120_000).system({ type: "releaseSeat", ...seat });
    expect(heard(trial)).toEqual([]);
  });

  test("is opened in a locked room too, but never after the end", () => {
    const trial = trialAt("scoring");
    trial.do(supervisor, { type: "orderPause", reason });
    expect(trial.answer(supervisor, begin)).toBe("accepted");
    trial.do(host, { type: "terminate", code: "206", reason });
    expect(heard(trial)).toBeUndefined();
  });
});

describe("speaking in", () => {
  test("is told to everybody in the room with its reason", () => {
    const trial = trialAt("scoring");
    trial.do(supervisor, begin);
    for (const actor of [expert(member(trial, 0)), host]) {
      expect(view(trial.state, actor, new Map()).speakIn).toMatchObject({ reason });
    }
    expect(noticesOf(trial.state.supervision).at(-1)).toMatchObject({
      kind: "speak-in",
      text: reason,
    });
  });

  test("begins once and ends once, by the supervisor", () => {
    const trial = trialAt("scoring");
    expect(trial.answer(supervisor, { type: "endSpeakIn" })).toBe("supervision.not-speaking");
    expect(trial.answer(host, begin)).toBe("room.not-permitted");
    trial.do(supervisor, begin);
    expect(trial.answer(supervisor, begin)).toBe("supervision.speaking-already");
  });
});
