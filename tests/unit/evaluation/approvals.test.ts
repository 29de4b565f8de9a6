import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { expert, host, member, supervisor, trialAt } from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const reason = "设备已恢复";
const ask = { type: "askApproval", subject: "resume", reason } as const;
const answer = { type: "answerApproval", request: 1, granted: true, reason } as const;
const resume = { type: "resume", reason } as const;

/** A room that the supervisor has locked. */
function locked(): Trial {
  const trial = trialAt("scoring");
  trial.do(supervisor, { type: "orderPause", reason: "核查身份" });
  return trial;
}

describe("a room that the supervisor has locked", () => {
  test("resumes once the host has asked and the supervisor has agreed", () => {
    const trial = locked();
    expect(trial.answer(host, resume)).toBe("supervision.approval-needed");
    trial.do(host, ask);
    expect(trial.answer(host, resume)).toBe("supervision.approval-needed");
    trial.do(supervisor, answer);
    expect(trial.answer(host, resume)).toBe("accepted");
  });

  test("stays locked when the supervisor does not agree, and may be asked for anew", () => {
    const trial = locked();
    trial.do(host, ask);
    trial.do(supervisor, { ...answer, granted: false });
    expect(trial.answer(host, resume)).toBe("supervision.approval-needed");
    expect(trial.answer(host, ask)).toBe("accepted");
    trial.do(supervisor, { ...answer, request: 2 });
    expect(trial.answer(host, resume)).toBe("accepted");
  });

  test("is not opened by what was agreed to for an earlier lock", () => {
    const trial = locked();
    trial.do(host, ask);
    trial.do(supervisor, answer);
    trial.do(host, resume);
    trial.do(supervisor, { type: "orderPause", reason: "再次核查" });
    expect(trial.answer(host, resume)).toBe("supervision.approval-needed");
  });

  test("is opened by neither of the two alone", () => {
    const trial = locked();
    expect(trial.answer(supervisor, ask)).toBe("room.not-permitted");
    trial.do(host, ask);
    expect(trial.answer(host, answer)).toBe("room.not-permitted");
    expect(trial.answer(expert(member(trial, 0)), answer)).toBe("room.not-permitted");
  });

  test("can still be ended by the host when the supervisor does not answer", () => {
    expect(locked().answer(host, { type: "terminate", code: "206", reason })).toBe("accepted");
  });
});

describe("a request", () => {
  test("is made once, for what needs it, and answered once", () => {
    expect(trialAt("scoring").answer(host, ask)).toBe("supervision.no-approval-needed");
    const own = trialAt("scoring");
    own.do(host, { type: "pause", reason });
    expect(own.answer(host, ask)).toBe("supervision.no-approval-needed");
    const trial = locked();
    expect(trial.answer(supervisor, answer)).toBe("supervision.no-request");
    trial.do(host, ask);
    expect(trial.answer(host, ask)).toBe("supervision.asked-already");
    trial.do(supervisor, answer);
    expect(trial.answer(supervisor, answer)).toBe("supervision.answered-already");
    expect(trial.answer(host, ask)).toBe("supervision.asked-already");
  });

  test("is seen by those who run or watch the room, and by no member", () => {
    const trial = locked();
    trial.do(host, ask);
    expect(view(trial.state, supervisor, new Map()).approvals).toMatchObject([{ request: 1 }]);
    expect(view(trial.state, expert(member(trial, 0)), new Map()).approvals).toBeUndefined();
  });
});
