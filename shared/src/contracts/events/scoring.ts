import { z } from "zod";
import { correctionCodeSchema } from "../commands/scoring.ts";
import { bidIdSchema, digestSchema, instantSchema, personRefSchema } from "../ids.ts";
import { outcomeSchema } from "../outcome.ts";
import { openedSheetSchema, sealedSheetSchema } from "../sheet.ts";
import { paragraphSchema, reasonSchema } from "../text.ts";

export const scoringOpenedSchema = z.strictObject({
  type: z.literal("ScoringOpened"),
  deadline: instantSchema.optional(),
});
/** A member says that time is short: so many of so many members have, for this deadline. */
export const timeAskedForSchema = z.strictObject({
  type: z.literal("TimeAskedFor"),
  member: personRefSchema,
  votes: z.int(),
  of: z.int(),
});
/** The deadline moved; `votes` of `of` members had said that time was short. */
export const scoringExtendedSchema = z.strictObject({
  type: z.literal("ScoringExtended"),
  before: instantSchema,
  after: instantSchema,
  votes: z.int(),
  of: z.int(),
});
export const sheetSubmittedSchema = z.strictObject({
  type: z.literal("SheetSubmitted"),
  member: personRefSchema,
  round: z.int(),
  commitment: digestSchema,
  sealed: sealedSheetSchema,
});
/** Every sheet is in, and no other one of this round counts. */
export const sheetsFrozenSchema = z.strictObject({
  type: z.literal("SheetsFrozen"),
  sheets: z.array(z.strictObject({ member: personRefSchema, commitment: digestSchema })),
});
/** A sheet that cannot count (wrong commitment, blank, out of range) goes back to its member; no sheet is opened. */
export const sheetReturnedSchema = z.strictObject({
  type: z.literal("SheetReturned"),
  member: personRefSchema,
  round: z.int(),
  problem: z.string(),
  path: z.string(),
});
export const sheetOpenedSchema = z.strictObject({
  type: z.literal("SheetOpened"),
  member: personRefSchema,
  opened: openedSheetSchema,
});
export const resultComputedSchema = z.strictObject({
  type: z.literal("ResultComputed"),
  /** 1 at the reveal, and one more after each correction. */
  version: z.int(),
  outcome: outcomeSchema,
});
export const warningExplainedSchema = z.strictObject({
  type: z.literal("WarningExplained"),
  member: personRefSchema,
  warning: z.string(),
  text: paragraphSchema,
});
export const markCorrectedSchema = z.strictObject({
  type: z.literal("MarkCorrected"),
  member: personRefSchema,
  bid: bidIdSchema,
  item: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  code: correctionCodeSchema,
  reason: reasonSchema,
});

export const scoringEvents = [
  scoringOpenedSchema,
  timeAskedForSchema,
  scoringExtendedSchema,
  sheetSubmittedSchema,
  sheetsFrozenSchema,
  sheetReturnedSchema,
  sheetOpenedSchema,
  resultComputedSchema,
  warningExplainedSchema,
  markCorrectedSchema,
] as const;
