import { z } from "zod";
import { itemIdSchema, bidIdSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** 推选组长: one ballot a member and round; the last one is counted at once. */
export const castBallotSchema = z.strictObject({
  type: z.literal("castBallot"),
  candidate: personRefSchema,
});

/** The host opens 初步评审 once a lead is elected. */
export const beginReviewSchema = z.strictObject({ type: z.literal("beginReview") });

/** One member's finding on one item of one bid; a fail needs the clause and the reason. It may be changed until closed. */
export const recordFindingSchema = z.discriminatedUnion("verdict", [
  z.strictObject({
    type: z.literal("recordFinding"),
    bid: bidIdSchema,
    item: itemIdSchema,
    verdict: z.literal("pass"),
  }),
  z.strictObject({
    type: z.literal("recordFinding"),
    bid: bidIdSchema,
    item: itemIdSchema,
    verdict: z.literal("fail"),
    reason: reasonSchema,
  }),
]);

/** The lead closes the review once every member has found on every item; the majority decides. */
export const closeReviewSchema = z.strictObject({ type: z.literal("closeReview") });

export const reviewCommands = [
  castBallotSchema,
  beginReviewSchema,
  recordFindingSchema,
  closeReviewSchema,
] as const;
