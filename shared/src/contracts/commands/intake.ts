import { z } from "zod";
import { digestSchema, evaluationIdSchema, bidIdSchema } from "../ids.ts";
import { tenderSchema } from "../tender.ts";

/**
 * 受理: opens the stream. The bids' contents stay outside; `bids` commits to each of them (`seal/commitment.ts`), so
 * that what is unsealed later can be shown to be what was received.
 */
export const openTenderSchema = z.strictObject({
  type: z.literal("openTender"),
  evaluation: evaluationIdSchema,
  tender: tenderSchema,
  bids: z.array(z.strictObject({ bid: bidIdSchema, commitment: digestSchema })).max(200),
});

export const intakeCommands = [openTenderSchema] as const;
