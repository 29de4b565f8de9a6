import type { CommandOf } from "../../contracts/commands/index.ts";
import { faultClockOf } from "../../law/fault-clock.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";

/** The host records a fault; from now on its clock runs, as the profile says for before the start or during. */
export function openIncident(
  state: Evaluation,
  { fault, reason }: CommandOf<"openIncident">,
  { at }: Context,
): Decision {
  if (state.incidents.some((each) => each.fault === fault && each.closed === undefined)) {
    return deny("conflict", "incident.open-already");
  }
  const phase = state.stage === "check-in" ? "before" : "during";
  const deadline = at + faultClockOf(state.profile)[phase].value * 1000;
  const incident = (state.incidents.at(-1)?.incident ?? 0) + 1;
  return accept({ type: "IncidentOpened", incident, fault, reason, phase, deadline });
}

/** The host closes it in words. Whether it was in time is on record; what follows from that, people decide. */
export function closeIncident(
  state: Evaluation,
  { incident, reason }: CommandOf<"closeIncident">,
  { at }: Context,
): Decision {
  const found = state.incidents.find((each) => each.incident === incident);
  if (found === undefined) return deny("invalid", "incident.unknown");
  return found.closed === undefined
    ? accept({ type: "IncidentClosed", incident, late: at > found.deadline, reason })
    : deny("conflict", "incident.closed-already");
}
