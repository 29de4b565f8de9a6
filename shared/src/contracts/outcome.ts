import { z } from "zod";

const reasonSchema = z.strictObject({
  code: z.string(),
  text: z.string(),
  textEn: z.string().optional(),
});

/** What one bid came to: its points by item, its price points, total and rank, or why it was rejected. */
export const bidOutcomeSchema = z.discriminatedUnion("status", [
  z.strictObject({
    status: z.literal("ranked"),
    items: z.record(z.string(), z.string()),
    price: z.string().nullable(),
    total: z.string(),
    rank: z.int(),
  }),
  z.strictObject({ status: z.literal("rejected"), reason: reasonSchema }),
]);
export type BidOutcome = z.infer<typeof bidOutcomeSchema>;

export const warningSchema = z.strictObject({
  code: z.string(),
  bid: z.string(),
  item: z.string(),
  member: z.string().optional(),
  text: z.string(),
  textEn: z.string().optional(),
});
export type Warning = z.infer<typeof warningSchema>;

/** The computed result of an evaluation, as `method` gives it: totals, ranks and warnings, every number a string. */
export const outcomeSchema = z.strictObject({
  bids: z.record(z.string(), bidOutcomeSchema),
  warnings: z.array(warningSchema),
});
export type OutcomeRecord = z.infer<typeof outcomeSchema>;
