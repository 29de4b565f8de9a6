import type { member as zhMember, role as zhRole } from "../zh/people.ts";
import type { Shape } from "../shape.ts";

/** Roles. */
export const role: Shape<typeof zhRole> = {
  agency: "Agency",
  host: "Host",
  supervisor: "Supervisor",
  witness: "Witness",
  expert: "Expert",
  system: "System",
};

export const member: Shape<typeof zhMember> = { coded: "Expert {{code}}" };
