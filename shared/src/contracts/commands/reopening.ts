import { z } from "zod";
import { reasonSchema } from "../text.ts";

/**
 * Why a signed result is looked at again, as the field codes it: `result-…` a change of the result (01 qualification, 02
 * responsiveness, 03 sum error, 04 out of range, 05 objective item, 06 abnormally high or low), `evaluation-…` an
 * evaluation that was not lawful (01 composition, 02 recusal missed, 03 discipline, 04 interference). Which of them the
 * panel that signed may answer by a re-review, the profile says.
 */
export const reReviewCodeSchema = z.enum([
  "result-01",
  "result-02",
  "result-03",
  "result-04",
  "result-05",
  "result-06",
  "evaluation-01",
  "evaluation-02",
  "evaluation-03",
  "evaluation-04",
]);
export type ReReviewCode = z.infer<typeof reReviewCodeSchema>;

/** Where a rollback may lead: bids that are unsealed stay so, and nobody is checked in twice. */
export const rollbackTargetSchema = z.enum([
  "lead-election",
  "preliminary-review",
  "scoring",
  "re-check",
]);
export type RollbackTarget = z.infer<typeof rollbackTargetSchema>;

const request = z.int().min(1).max(999);

/** The host asks to go back to an earlier stage; the supervisor answers. */
export const requestRollbackSchema = z.strictObject({
  type: z.literal("requestRollback"),
  to: rollbackTargetSchema,
  reason: reasonSchema,
});

/** The supervisor lets the request with this number through; the stage is rolled back at once. */
export const approveRollbackSchema = z.strictObject({
  type: z.literal("approveRollback"),
  request,
});

export const refuseRollbackSchema = z.strictObject({
  type: z.literal("refuseRollback"),
  request,
  reason: reasonSchema,
});

/** 复议: the panel that signed looks at its result again, for one reason of the law. */
export const openReReviewSchema = z.strictObject({
  type: z.literal("openReReview"),
  code: reReviewCodeSchema,
  reason: reasonSchema,
});

export const reopeningCommands = [
  requestRollbackSchema,
  approveRollbackSchema,
  refuseRollbackSchema,
  openReReviewSchema,
] as const;
