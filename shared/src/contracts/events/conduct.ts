import { z } from "zod";
import { conductActSchema, trackStateSchema } from "../commands/conduct.ts";
import { personRefSchema } from "../ids.ts";
import { mediaSourceSchema } from "../media.ts";

export const conductNotedSchema = z.strictObject({
  type: z.literal("ConductNoted"),
  person: personRefSchema,
  acts: z.array(conductActSchema),
});

export const trackNotedSchema = z.strictObject({
  type: z.literal("TrackNoted"),
  person: personRefSchema,
  source: mediaSourceSchema,
  state: trackStateSchema,
});

export const conductEvents = [conductNotedSchema, trackNotedSchema] as const;
