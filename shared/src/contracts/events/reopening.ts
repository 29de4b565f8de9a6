import { z } from "zod";
import { reReviewCodeSchema, rollbackTargetSchema } from "../commands/reopening.ts";
import { digestSchema, personRefSchema } from "../ids.ts";
import { markTableSchema, openedSheetSchema, sealedSheetSchema } from "../sheet.ts";
import { stageSchema } from "../stages.ts";
import { reasonSchema } from "../text.ts";

/**
 * A sheet as it stood when the stage was rolled back. One that was never opened stays the ciphertext it was; one that was
 * opened stands in the clear, with the marks that counted, corrections included.
 */
export const keptSheetSchema = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("sealed"),
    member: personRefSchema,
    round: z.int(),
    commitment: digestSchema,
    sealed: sealedSheetSchema,
  }),
  z.strictObject({
    kind: z.literal("opened"),
    member: personRefSchema,
    round: z.int(),
    commitment: digestSchema,
    opened: openedSheetSchema,
    marks: markTableSchema,
  }),
]);
export type KeptSheet = z.infer<typeof keptSheetSchema>;

export const rollbackRequestedSchema = z.strictObject({
  type: z.literal("RollbackRequested"),
  /** Counts the requests of an evaluation from 1. */
  request: z.int(),
  from: stageSchema,
  to: rollbackTargetSchema,
  reason: reasonSchema,
});
export const rollbackRefusedSchema = z.strictObject({
  type: z.literal("RollbackRefused"),
  request: z.int(),
  reason: reasonSchema,
});
/** The stage went back, by the supervisor's leave; every sheet as it stood is kept here. */
export const stageRolledBackSchema = z.strictObject({
  type: z.literal("StageRolledBack"),
  request: z.int(),
  from: stageSchema,
  to: rollbackTargetSchema,
  sheets: z.array(keptSheetSchema),
  /** SHA-256 of the canonical JSON of `sheets`. */
  snapshot: digestSchema,
});
/** The signed result and its report stand as a version of their own; the panel that signed looks again. */
export const reReviewOpenedSchema = z.strictObject({
  type: z.literal("ReReviewOpened"),
  code: reReviewCodeSchema,
  reason: reasonSchema,
  /** The version of the result, and the report, that were signed. */
  version: z.int(),
  report: digestSchema,
});

export const reopeningEvents = [
  rollbackRequestedSchema,
  rollbackRefusedSchema,
  stageRolledBackSchema,
  reReviewOpenedSchema,
] as const;
