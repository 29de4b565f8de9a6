import { z } from "zod";
import { bidIdSchema, digestSchema, personRefSchema } from "../ids.ts";

/** The first time that a person opened a document of a bid. */
export const documentOpenedSchema = z.strictObject({
  type: z.literal("DocumentOpened"),
  person: personRefSchema,
  bid: bidIdSchema,
  sha256: digestSchema,
});

export const documentEvents = [documentOpenedSchema] as const;
