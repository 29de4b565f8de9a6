import { z } from "zod";
import { reasonSchema } from "../text.ts";

/** What failed. */
export const faultSchema = z.enum(["network", "power", "media", "platform", "venue", "other"]);
export type Fault = z.infer<typeof faultSchema>;

/** 故障: something keeps the evaluation from going on, and the clock of the fault rules starts. */
export const openIncidentSchema = z.strictObject({
  type: z.literal("openIncident"),
  fault: faultSchema,
  reason: reasonSchema,
});

/** It is over, or it is settled how to go on. */
export const closeIncidentSchema = z.strictObject({
  type: z.literal("closeIncident"),
  incident: z.int().min(1),
  reason: reasonSchema,
});

export const incidentCommands = [openIncidentSchema, closeIncidentSchema] as const;
