import type {
  member as zhMember,
  office as zhOffice,
  presence as zhPresence,
  role as zhRole,
} from "../zh/people.ts";
import type { Shape } from "../shape.ts";

/** Roles, offices and presence. */
export const role: Shape<typeof zhRole> = {
  agency: "Agency",
  host: "Host",
  supervisor: "Supervisor",
  witness: "Witness",
  expert: "Expert",
  system: "System",
};

export const office: Shape<typeof zhOffice> = {
  agency: "intake",
  host: "host",
  supervisor: "supervision",
  witness: "witness",
  admin: "administration",
};

export const member: Shape<typeof zhMember> = { coded: "Expert {{code}}" };

export const presence: Shape<typeof zhPresence> = {
  absent: "absent",
  present: "present",
  reconnecting: "reconnecting",
  left: "left",
};
