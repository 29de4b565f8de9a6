import { expect, test } from "vitest";
import { participantsOf } from "../../../server/src/media/participants.ts";
import { desiredMedia, mustBeDisguised } from "../../../server/src/media/policy.ts";
import { isDisguised } from "@yuanping/shared/law/disguise.ts";
import { view } from "@yuanping/shared/evaluation/index.ts";
import { member, trialAt } from "../../support/evaluation-stages.ts";
import { offices } from "../../support/evaluation-tender.ts";

test("a tender that asks for it has every member disguised, with face and voice, and nobody else", () => {
  const { state } = trialAt("scoring", { disguise: true });
  const desired = desiredMedia({ participants: participantsOf(state) });
  const person = member(trialAt("scoring", { disguise: true }), 0);
  const asked = (who: string) =>
    (["camera", "microphone", "screen"] as const).map((source) =>
      mustBeDisguised(desired, who, source),
    );
  expect(asked(person)).toEqual([true, true, false]);
  expect(asked(offices.host)).toEqual([false, false, false]);
  expect(view(state, { person, role: "expert" }, new Map()).disguise).toBe(true);
});

test("without it nothing is asked, unless the profile asks by itself", () => {
  const { state } = trialAt("scoring");
  const desired = desiredMedia({ participants: participantsOf(state) });
  const [first] = state.panel.members;
  expect(mustBeDisguised(desired, first?.person ?? "", "camera")).toBe(false);
  const province = { ...state.profile, disguise: { value: true, article: "河北省规则" } };
  expect(isDisguised(state.tender, province)).toBe(true);
  expect(isDisguised(state.tender, state.profile)).toBe(false);
});
