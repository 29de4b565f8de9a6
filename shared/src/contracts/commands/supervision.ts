import { z } from "zod";
import { reasonSchema } from "../text.ts";

export const pauseSchema = z.strictObject({ type: z.literal("pause"), reason: reasonSchema });
export const resumeSchema = z.strictObject({ type: z.literal("resume"), reason: reasonSchema });

/** Failure codes seen in the field: too few, violation, all over budget, cancelled, document unreasonable, other. */
export const failureCodeSchema = z.enum(["201", "202", "203", "204", "205", "206"]);
export type FailureCode = z.infer<typeof failureCodeSchema>;

export const terminateSchema = z.strictObject({
  type: z.literal("terminate"),
  code: failureCodeSchema,
  reason: reasonSchema,
});

/** 提示 · 警示: a supervisor's remark, or warning, that the whole room sees. */
export const noteSchema = z.strictObject({ type: z.literal("note"), text: reasonSchema });
export const warnSchema = z.strictObject({ type: z.literal("warn"), text: reasonSchema });

/** 暂停令: the supervisor stops the evaluation; only the host resumes it, and the supervisor sees why. */
export const orderPauseSchema = z.strictObject({
  type: z.literal("orderPause"),
  reason: reasonSchema,
});

export const supervisionCommands = [
  pauseSchema,
  resumeSchema,
  terminateSchema,
  noteSchema,
  warnSchema,
  orderPauseSchema,
] as const;
