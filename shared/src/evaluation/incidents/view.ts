import type { IncidentView } from "../../contracts/view.ts";
import { faultClockOf } from "../../law/fault-clock.ts";
import type { Evaluation } from "../state.ts";

/** Every incident with its deadline and where that stands. */
export function incidentsView({ incidents, profile }: Evaluation): IncidentView[] {
  const clock = faultClockOf(profile);
  return incidents.map((each) => ({ ...each, article: clock[each.phase].article }));
}
