import { z } from "zod";
import { digestSchema } from "../ids.ts";
import { bidContentSchema } from "../tender.ts";

/** A bid's envelope is open: content and nonce match the commitment made at intake. */
export const bidUnsealedSchema = z.strictObject({
  type: z.literal("BidUnsealed"),
  content: bidContentSchema,
  nonce: digestSchema,
});

export const bidsUnsealedSchema = z.strictObject({ type: z.literal("BidsUnsealed") });

export const unsealingEvents = [bidUnsealedSchema, bidsUnsealedSchema] as const;
