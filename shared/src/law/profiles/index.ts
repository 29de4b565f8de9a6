import type { ProfileRef } from "../../contracts/tender.ts";
import type { Profile } from "../profile.ts";
import { open, open2026 } from "./open.ts";
import { procurement, procurement2026 } from "./procurement.ts";
import { tendering, tendering2026 } from "./tendering.ts";

/** Every version that a tender can name; an old version stays here for as long as a tender may be re-read. */
export const profiles: readonly Profile[] = [
  tendering,
  procurement,
  open,
  tendering2026,
  procurement2026,
  open2026,
];

/** The newest version of each regime: what a tender that is opened now should name. */
export const newestProfiles: Readonly<Record<ProfileRef["id"], Profile>> = {
  T: tendering2026,
  G: procurement2026,
  open: open2026,
};

/** The profile a tender names, or undefined when there is no such version. */
export function findProfile(ref: ProfileRef): Profile | undefined {
  return profiles.find((profile) => profile.id === ref.id && profile.version === ref.version);
}
