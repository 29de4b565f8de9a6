import { z } from "zod";
import { bidIdSchema, digestSchema, evaluationIdSchema } from "../ids.ts";
import { tenderSchema } from "../tender.ts";

/** The stream begins: everything that never changes, with the hashes of the rules it is bound to. */
export const tenderOpenedSchema = z.strictObject({
  type: z.literal("TenderOpened"),
  evaluation: evaluationIdSchema,
  tender: tenderSchema,
  bids: z.array(z.strictObject({ bid: bidIdSchema, commitment: digestSchema })),
  /** SHA-256 over the canonical JSON of the profile's data and of the method. */
  profileHash: digestSchema,
  methodHash: digestSchema,
});

export const intakeEvents = [tenderOpenedSchema] as const;
