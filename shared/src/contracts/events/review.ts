import { z } from "zod";
import { bidIdSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

export const ballotCastSchema = z.strictObject({
  type: z.literal("BallotCast"),
  member: personRefSchema,
  round: z.int(),
  candidate: personRefSchema,
});
/** A round without a single leader in votes: everyone votes again. */
export const ballotTiedSchema = z.strictObject({
  type: z.literal("BallotTied"),
  round: z.int(),
  candidates: z.array(personRefSchema),
});
export const leadElectedSchema = z.strictObject({
  type: z.literal("LeadElected"),
  round: z.int(),
  lead: personRefSchema,
  votes: z.int(),
});
export const reviewOpenedSchema = z.strictObject({ type: z.literal("ReviewOpened") });
export const findingRecordedSchema = z.strictObject({
  type: z.literal("FindingRecorded"),
  member: personRefSchema,
  bid: bidIdSchema,
  item: z.string(),
  verdict: z.enum(["pass", "fail"]),
  reason: reasonSchema.optional(),
});
/** The majority's verdict on every bid; each rejection names the items and the reasons given. */
export const reviewClosedSchema = z.strictObject({
  type: z.literal("ReviewClosed"),
  valid: z.array(bidIdSchema),
  rejected: z.array(
    z.strictObject({
      bid: bidIdSchema,
      items: z.array(
        z.strictObject({
          item: z.string(),
          fail: z.int(),
          pass: z.int(),
          reasons: z.array(reasonSchema),
        }),
      ),
    }),
  ),
});

export const reviewEvents = [
  ballotCastSchema,
  ballotTiedSchema,
  leadElectedSchema,
  reviewOpenedSchema,
  findingRecordedSchema,
  reviewClosedSchema,
] as const;
