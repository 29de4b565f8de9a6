import { z } from "zod";
import { correctionCodeSchema } from "../commands/scoring.ts";
import { bidIdSchema, instantSchema } from "../ids.ts";
import { warningSchema } from "../outcome.ts";

/** Something in the marks that somebody has to explain, with the explanation once it is there. */
export const answeredWarningSchema = warningSchema.extend({
  key: z.string(),
  answer: z.strictObject({ code: z.string(), text: z.string(), at: instantSchema }).optional(),
});
export type AnsweredWarning = z.infer<typeof answeredWarningSchema>;

/** A mark that was corrected before the signing, with both values. */
export const correctionViewSchema = z.strictObject({
  code: z.string(),
  bid: bidIdSchema,
  item: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  reasonCode: correctionCodeSchema,
  reason: z.string(),
  at: instantSchema,
});

/** What a member made of the report. */
export const standingViewSchema = z.strictObject({
  code: z.string(),
  kind: z.enum(["open", "signed", "dissent", "deemed"]),
  reason: z.string().optional(),
  at: instantSchema.optional(),
});
