import { z } from "zod";
import { digestSchema } from "../ids.ts";
import { bidContentSchema } from "../tender.ts";

/** 解封: the host asks for the bids; the server adds each one with the nonce that opens its commitment. */
export const unsealBidsSchema = z.strictObject({
  type: z.literal("unsealBids"),
  bids: z.array(z.strictObject({ content: bidContentSchema, nonce: digestSchema })).max(200),
});

export const unsealingCommands = [unsealBidsSchema] as const;
