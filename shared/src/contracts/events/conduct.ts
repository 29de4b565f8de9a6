import { z } from "zod";
import { conductActSchema, misuseSchema, trackStateSchema } from "../commands/conduct.ts";
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

export const misuseNotedSchema = z.strictObject({
  type: z.literal("MisuseNoted"),
  person: personRefSchema,
  misuse: misuseSchema,
  times: z.int(),
});

export const conductEvents = [conductNotedSchema, trackNotedSchema, misuseNotedSchema] as const;
