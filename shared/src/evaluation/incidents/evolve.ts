import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant } from "../../contracts/ids.ts";
import { incidentsKept, type Incident } from "./state.ts";

export function incidentOpened(
  incidents: readonly Incident[],
  { incident, fault, reason, phase, deadline }: EventOf<"IncidentOpened">,
  at: Instant,
): readonly Incident[] {
  return [...incidents, { incident, fault, reason, phase, at, deadline }].slice(-incidentsKept);
}

export function incidentClosed(
  incidents: readonly Incident[],
  { incident, reason, late }: EventOf<"IncidentClosed">,
  at: Instant,
): readonly Incident[] {
  return incidents.map((each) =>
    each.incident === incident ? { ...each, closed: { reason, at, late } } : each,
  );
}
