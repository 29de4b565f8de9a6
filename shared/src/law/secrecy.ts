import type { Role } from "../contracts/roles.ts";
import type { Ruled } from "./profile.ts";

/** What is kept from people until its time: the project with its owner, where a panel meets, who sits on it. */
export type SecretKind = "project" | "venue" | "names";

/**
 * When something may be known. `arrival`: once the member concerned has checked in; `check-in`: once all members are in
 * the room, and the one concerned has arrived; `over`: once the evaluation is archived.
 */
export type Moment = "always" | "arrival" | "check-in" | "over" | "never";

/** Who learns what, when. A member always knows their own name. */
export type SecrecyTable = Readonly<
  Record<SecretKind, Readonly<Record<Exclude<Role, "system">, Moment>>>
>;

/** Names are the members' own until they have come; nothing else is kept from anybody. */
const byArrival: SecrecyTable = {
  project: {
    agency: "always",
    host: "always",
    supervisor: "always",
    witness: "always",
    expert: "always",
  },
  venue: {
    agency: "always",
    host: "always",
    supervisor: "always",
    witness: "always",
    expert: "always",
  },
  names: {
    agency: "over",
    host: "arrival",
    supervisor: "arrival",
    witness: "arrival",
    expert: "never",
  },
};

/**
 * 两随机四不知: venue and experts are random; the main venue does not know the sub-venue, experts not the project, staff not
 * the experts, until check-in is complete. An expert must know where to go, and a supervisor watches every venue.
 */
const fourUnknown: SecrecyTable = {
  project: {
    agency: "always",
    host: "always",
    supervisor: "always",
    witness: "always",
    expert: "check-in",
  },
  venue: {
    agency: "check-in",
    host: "check-in",
    supervisor: "always",
    witness: "check-in",
    expert: "always",
  },
  names: {
    agency: "over",
    host: "check-in",
    supervisor: "check-in",
    witness: "check-in",
    expert: "never",
  },
};

const tables = { "by-arrival": byArrival, "four-unknown": fourUnknown } as const;
export type SecrecyRegime = keyof typeof tables;

/** The table that a profile has switched on. */
export function secrecyTable(regime: Ruled<SecrecyRegime> | undefined): SecrecyTable {
  return tables[regime?.value ?? "by-arrival"];
}
