import type { Fault } from "../../contracts/commands/incidents.ts";
import type { Instant } from "../../contracts/ids.ts";

export type Incident = Readonly<{
  incident: number;
  fault: Fault;
  reason: string;
  phase: "before" | "during";
  at: Instant;
  deadline: Instant;
  closed?: Readonly<{ reason: string; at: Instant; late: boolean }>;
}>;

/** The newest; older ones are in the stream. */
export const incidentsKept = 50;
