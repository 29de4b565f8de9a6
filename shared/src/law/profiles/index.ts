import type { ProfileRef } from "../../contracts/tender.ts";
import type { Profile } from "../profile.ts";
import { open } from "./open.ts";
import { procurement } from "./procurement.ts";
import { tendering } from "./tendering.ts";

/** Every version that a tender can name; an old version stays here for as long as a tender may be re-read. */
export const profiles: readonly Profile[] = [tendering, procurement, open];

/** The profile a tender names, or undefined when there is no such version. */
export function findProfile(ref: ProfileRef): Profile | undefined {
  return profiles.find((profile) => profile.id === ref.id && profile.version === ref.version);
}
