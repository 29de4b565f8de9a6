import { describe, expect, test } from "vitest";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { participantsOf } from "../../../server/src/media/participants.ts";
import {
  expert,
  host,
  member,
  proven,
  sheetOf,
  submission,
  supervisor,
  trialAt,
} from "../../support/evaluation-stages.ts";
import type { Trial } from "../../support/evaluation-trial.ts";

const reason = "核对身份";

/** The first member is sent back to the lobby in the middle of the scoring. */
function returned(): Trial {
  const trial = trialAt("scoring");
  trial.do(host, { type: "returnMember", member: member(trial, 0), reason });
  return trial;
}

describe("“send someone back to the lobby for a conflict of interest”: a member who is sent back", () => {
  test("is told why, and sees neither bids nor results any more", () => {
    const trial = returned();
    const seen = view(trial.state, expert(member(trial, 0)), new Map());
    expect(seen.me).toMatchObject({ status: "checked-in", returned: reason });
    expect(seen.bids).toBeUndefined();
    expect(view(trial.state, expert(member(trial, 1)), new Map()).bids).toBeDefined();
  });

  test("loses picture and sound, and can do nothing of the panel's work", () => {
    const trial = returned();
    const person = member(trial, 0);
    expect(participantsOf(trial.state).some((each) => each.person === person)).toBe(false);
    const sheet = submission(sheetOf(trial, person));
    expect(trial.answer(proven(person), sheet)).toBe("room.not-yours");
    expect(trial.answer(expert(person), { type: "say", text: "请等一下" })).toBe("room.not-yours");
  });

  test("goes on where they were once admitted again", () => {
    const trial = returned();
    const person = member(trial, 0);
    const before = trialAt("scoring").state.review;
    trial.do(host, { type: "admitMember", member: person });
    expect(trial.state.review).toEqual(before);
    expect(view(trial.state, expert(person), new Map()).me.returned).toBeUndefined();
    expect(trial.answer(proven(person), submission(sheetOf(trial, person)))).toBe("accepted");
  });

  test("keeps a sheet that was submitted before, and can come back after the reveal", () => {
    const trial = trialAt("scoring");
    const sheets = [0, 1, 2, 3, 4].map((n) => sheetOf(trial, member(trial, n)));
    for (const sheet of sheets) trial.do(proven(sheet.sheet.member), submission(sheet));
    trial.do(host, { type: "returnMember", member: member(trial, 0), reason });
    trial.system({ type: "openSheets", sheets });
    expect(trial.state.stage).toBe("re-check");
    expect(trial.answer(host, { type: "admitMember", member: member(trial, 0) })).toBe("accepted");
  });
});

test("only the host returns a member, and only one who is in the room", () => {
  const trial = trialAt("scoring");
  const command = { type: "returnMember", member: member(trial, 0), reason } as const;
  expect(trial.answer(supervisor, command)).toBe("room.not-permitted");
  expect(trial.answer(expert(member(trial, 1)), command)).toBe("room.not-permitted");
  trial.do(host, command);
  expect(trial.answer(host, command)).toBe("checkin.not-in-the-room");
  expect(trial.answer(host, { ...command, member: supervisor.person })).toBe("draw.not-a-member");
});
