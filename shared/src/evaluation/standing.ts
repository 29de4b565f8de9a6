import type { Actor } from "../contracts/record.ts";
import { systemActor } from "../contracts/record.ts";
import type { Evaluation } from "./state.ts";

/** Whether the actor really holds the role they act in, in this evaluation. */
export function holdsRole(state: Evaluation, { person, role }: Actor): boolean {
  switch (role) {
    case "system":
      return person === systemActor.person;
    case "expert":
      return state.panel.members.some((member) => member.person === person);
    case "agency":
    case "host":
    case "supervisor":
    case "witness":
      return state.tender.offices[role] === person;
  }
}
