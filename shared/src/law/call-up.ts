import type { Profile } from "./profile.ts";

/** What holds where a profile's version says nothing. */
const customary: NonNullable<Profile["invitations"]> = {
  answerWithin: { value: 7200, article: "远评默认" },
  redrawLimit: { value: 3, article: "远评默认" },
};

/** How long an answer may take, and how many redraws are usual. */
export function callUpRules({ invitations }: Profile): NonNullable<Profile["invitations"]> {
  return invitations ?? customary;
}
