import { consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { describe, expect, test } from "vitest";
import { talkKept } from "@yuanping/shared/evaluation/room/state.ts";
import {
  conflict,
  expert,
  host,
  member,
  proven,
  sheetOf,
  submission,
  supervisor,
  trialAt,
  witness,
} from "../../support/evaluation-stages.ts";
import { noticesOf } from "@yuanping/shared/evaluation/supervision/state.ts";

const reason = "网络中断";

describe("a pause", () => {
  test.each([
    ["the host", host, { type: "pause", reason }],
    ["the supervisor", supervisor, { type: "orderPause", reason }],
  ] as const)("by %s locks the room, and says by whom and why", (_name, actor, command) => {
    const trial = trialAt("scoring");
    trial.do(actor, command);
    expect(trial.state.supervision.paused).toMatchObject({ by: actor.role, reason });
    const person = member(trial, 0);
    const sheet = submission(sheetOf(trial, person));
    expect(trial.answer(proven(person), sheet)).toBe("supervision.paused");
    expect(trial.answer(host, { type: "pause", reason })).toBe("supervision.paused");
    expect(trial.answer(supervisor, { type: "orderPause", reason })).toBe("supervision.paused");
    expect(trial.state.stage).toBe("scoring");
  });

  test("ends when the host resumes, and everything is where it was", () => {
    const trial = trialAt("scoring");
    const { scoring, review, panel } = trial.state;
    trial.do(host, { type: "pause", reason });
    trial.do(host, { type: "resume", reason: "已恢复" });
    expect(trial.state.supervision.paused).toBeUndefined();
    expect(trial.state.scoring).toBe(scoring);
    expect(trial.state.review).toBe(review);
    expect(trial.state.panel).toBe(panel);
    const person = member(trial, 0);
    expect(trial.answer(proven(person), submission(sheetOf(trial, person)))).toBe("accepted");
  });

  test("is not ended by whoever ordered it", () => {
    const trial = trialAt("scoring");
    trial.do(supervisor, { type: "orderPause", reason });
    expect(trial.answer(supervisor, { type: "resume", reason })).toBe("room.not-permitted");
    expect(trial.state.supervision.paused).toBeDefined();
  });

  test("cannot be ended when there is none", () => {
    expect(trialAt("scoring").answer(host, { type: "resume", reason })).toBe(
      "supervision.not-paused",
    );
  });

  test("holds back a declared conflict too, until the room resumes", () => {
    const trial = trialAt("scoring");
    const person = member(trial, 0);
    trial.do(host, { type: "pause", reason });
    const declaration = { type: "declareRecusal", recusal: conflict } as const;
    expect(trial.answer(expert(person), declaration)).toBe("supervision.paused");
  });
});

describe("a termination", () => {
  test("ends everything but the archive, with its code and reason", () => {
    const trial = trialAt("re-check");
    trial.do(host, { type: "pause", reason });
    trial.do(host, { type: "terminate", code: "202", reason: "发现串通投标" });
    expect(trial.state).toMatchObject({
      stage: "terminated",
      supervision: { paused: undefined, terminated: { code: "202", reason: "发现串通投标" } },
    });
    const person = member(trial, 0);
    expect(trial.answer(expert(person), { type: "issueReport" })).toBe("room.out-of-turn");
    expect(trial.answer(expert(person), { type: "say", text: "?" })).toBe("room.out-of-turn");
    expect(trial.answer(host, { type: "terminate", code: "206", reason })).toBe("room.out-of-turn");
    expect(trial.answer(host, { type: "archive" })).toBe("accepted");
    expect(trial.state.stage).toBe("archived");
  });
});

describe("what the supervisor says", () => {
  test("is kept in order for the whole room, beside pauses and resumptions", () => {
    const trial = trialAt("scoring");
    trial.do(supervisor, { type: "note", text: "请保持安静" });
    trial.do(supervisor, { type: "warn", text: "不得讨论分值" });
    trial.do(supervisor, { type: "orderPause", reason });
    trial.do(host, { type: "askApproval", subject: "resume", reason });
    trial.do(supervisor, { type: "answerApproval", request: 1, granted: true, reason });
    trial.do(host, { type: "resume", reason: "已恢复" });
    const said = noticesOf(trial.state.supervision).map(({ kind, by, text }) => [kind, by, text]);
    expect(said).toEqual([
      ["note", "supervisor", "请保持安静"],
      ["warning", "supervisor", "不得讨论分值"],
      ["pause", "supervisor", reason],
      ["resume", "host", "已恢复"],
    ]);
  });
});

describe("talk", () => {
  test("is said to the whole room by whoever has a place in it", () => {
    const trial = trialAt("scoring");
    for (const actor of [host, supervisor, witness, expert(member(trial, 0))]) {
      expect(trial.answer(actor, { type: "say", text: "听得到" })).toBe("accepted");
    }
    expect(trial.state.room.talk.map(({ role }) => role)).toEqual([
      "host",
      "supervisor",
      "witness",
      "expert",
    ]);
  });

  test("is for members who were admitted", () => {
    const trial = trialAt("check-in");
    const person = member(trial, 0);
    const greeting = { type: "say", text: "你好" } as const;
    expect(trial.answer(expert(person), greeting)).toBe("room.not-yours");
    const arrival = { type: "checkIn", undertaking: true, recusal: { conflict: false } } as const;
    trial.do(proven(person), arrival);
    expect(trial.answer(expert(person), greeting)).toBe("room.not-yours");
    trial.do(expert(person), { type: "consentToRecording", text: consentVersion });
    trial.do(host, { type: "admitMember", member: person });
    expect(trial.answer(expert(person), greeting)).toBe("accepted");
  });

  test("is kept in the state up to the newest, and in the record for good", () => {
    const trial = trialAt("scoring");
    const before = trial.records.length;
    for (let n = 0; n <= talkKept; n++) trial.do(host, { type: "say", text: `第${n}句` });
    expect(trial.state.room.talk).toHaveLength(talkKept);
    expect(trial.state.room.talk[0]?.text).toBe("第1句");
    expect(trial.records).toHaveLength(before + talkKept + 1);
  });
});
