import { z } from "zod";
import { faultSchema } from "../commands/incidents.ts";
import { instantSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

export const incidentOpenedSchema = z.strictObject({
  type: z.literal("IncidentOpened"),
  incident: z.int(),
  fault: faultSchema,
  reason: reasonSchema,
  /** Whether the evaluation had begun: before, the owner decides when time is up; during, all is sealed for a new panel. */
  phase: z.enum(["before", "during"]),
  deadline: instantSchema,
});

export const incidentClosedSchema = z.strictObject({
  type: z.literal("IncidentClosed"),
  incident: z.int(),
  /** After its deadline. */
  late: z.boolean(),
  reason: reasonSchema,
});

export const incidentEvents = [incidentOpenedSchema, incidentClosedSchema] as const;
