import type { Tender } from "../contracts/tender.ts";
import type { Profile } from "./profile.ts";

/** R7 (河北 2025-03): whether members' faces are covered and their voices changed, by the profile or by the tender itself. */
export function isDisguised(
  { disguise }: Pick<Tender, "disguise">,
  profile: Pick<Profile, "disguise">,
): boolean {
  return disguise === true || profile.disguise?.value === true;
}
