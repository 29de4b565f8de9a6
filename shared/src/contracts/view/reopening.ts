import { z } from "zod";
import { reReviewCodeSchema, rollbackTargetSchema } from "../commands/reopening.ts";
import { digestSchema, instantSchema } from "../ids.ts";
import { outcomeSchema } from "../outcome.ts";
import { stageSchema } from "../stages.ts";

const keptViewSchema = {
  at: instantSchema,
  /** The report that stood, and the result; absent where there was none, or where the viewer may not know it now. */
  report: z.strictObject({ json: digestSchema, html: digestSchema }).optional(),
  result: z.strictObject({ version: z.int(), bids: outcomeSchema.shape.bids }).optional(),
};

const rollbackViewSchema = z.strictObject({
  number: z.int(),
  from: stageSchema,
  to: rollbackTargetSchema,
  reason: z.string(),
  at: instantSchema,
});

/** Rollbacks that wait, were refused or took place, and re-reviews; with what stood before each. */
export const reopeningViewSchema = z.strictObject({
  pending: rollbackViewSchema.optional(),
  refused: z.array(
    rollbackViewSchema.extend({
      answer: z.strictObject({ reason: z.string(), at: instantSchema }),
    }),
  ),
  reReview: z
    .strictObject({ code: reReviewCodeSchema, reason: z.string(), at: instantSchema })
    .optional(),
  kept: z.array(
    z.discriminatedUnion("kind", [
      rollbackViewSchema.extend({
        kind: z.literal("rollback"),
        /** Both absent until there is a result: before, they would tell whose sheet was in, or that none was. */
        snapshot: digestSchema.optional(),
        sheets: z
          .array(
            z.strictObject({
              code: z.string(),
              round: z.int(),
              commitment: digestSchema,
              opened: z.boolean(),
            }),
          )
          .optional(),
        ...keptViewSchema,
      }),
      z.strictObject({
        kind: z.literal("re-review"),
        code: reReviewCodeSchema,
        reason: z.string(),
        ...keptViewSchema,
      }),
    ]),
  ),
});
export type ReopeningView = z.infer<typeof reopeningViewSchema>;
