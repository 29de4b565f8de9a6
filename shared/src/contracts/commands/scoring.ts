import { z } from "zod";
import { decimalSchema } from "../../method/index.ts";
import { itemIdSchema, bidIdSchema, digestSchema, instantSchema } from "../ids.ts";
import { openedSheetSchema, sealedSheetSchema } from "../sheet.ts";
import { paragraphSchema, reasonSchema } from "../text.ts";

/** Submits a sheet for good: a commitment to it, and the sheet itself sealed to the evaluation's key. */
export const submitSheetSchema = z.strictObject({
  type: z.literal("submitSheet"),
  round: z.int().min(1).max(99),
  commitment: digestSchema,
  sealed: sealedSheetSchema,
});

/** 冻结: every member has submitted, and from here on no sheet of this round is taken. */
export const freezeSheetsSchema = z.strictObject({ type: z.literal("freezeSheets") });

/** The server opens all sheets together, once they are frozen. */
export const openSheetsSchema = z.strictObject({
  type: z.literal("openSheets"),
  sheets: z.array(openedSheetSchema).max(99),
});

/** A member answers a warning about a mark of theirs in words. */
export const explainWarningSchema = z.strictObject({
  type: z.literal("explainWarning"),
  /** The key of a warning, see `warningKey`. */
  warning: z
    .string()
    .min(1)
    .max(400)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u),
  text: paragraphSchema,
});

/**
 * A result may change for four reasons only (87号令 64), each with its code: 03 sum error, 04 out of range,
 * 05 members differ on an objective item, 06 the panel finds a score abnormally high or low (畸高、畸低).
 */
export const correctionCodeSchema = z.enum(["03", "04", "05", "06"]);
export type CorrectionCode = z.infer<typeof correctionCodeSchema>;

/** A member corrects a mark of their own, for one of the four reasons; both versions stay on record. */
export const correctMarkSchema = z.strictObject({
  type: z.literal("correctMark"),
  bid: bidIdSchema,
  item: itemIdSchema,
  value: decimalSchema,
  code: correctionCodeSchema,
  reason: reasonSchema,
});

/** The host opens 详细评审, with or without a time by which the sheets should be in; nothing is lost when it passes. */
export const beginScoringSchema = z.strictObject({
  type: z.literal("beginScoring"),
  deadline: instantSchema.optional(),
});

/** A member says, once for each deadline, that time is short. */
export const askForTimeSchema = z.strictObject({ type: z.literal("askForTime") });

/** The host moves the deadline. */
export const extendScoringSchema = z.strictObject({
  type: z.literal("extendScoring"),
  deadline: instantSchema,
});

export const scoringCommands = [
  beginScoringSchema,
  askForTimeSchema,
  extendScoringSchema,
  submitSheetSchema,
  freezeSheetsSchema,
  openSheetsSchema,
  explainWarningSchema,
  correctMarkSchema,
] as const;
