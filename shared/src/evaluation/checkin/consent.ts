import type { Member } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** Whether somebody would be recorded who has not agreed to it. */
export function lacksConsent({ profile }: Evaluation, { consent }: Member): boolean {
  return profile.recording?.value === true && consent === undefined;
}
