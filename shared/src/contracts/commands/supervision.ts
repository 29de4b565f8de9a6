import { z } from "zod";
import { personRefSchema } from "../ids.ts";
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

/** 暂停令: the supervisor stops the evaluation; the host resumes it, once the supervisor has agreed. */
export const orderPauseSchema = z.strictObject({
  type: z.literal("orderPause"),
  reason: reasonSchema,
});

/** 喊话: the supervisor will be heard in the room; announced before a word can be said. */
export const beginSpeakInSchema = z.strictObject({
  type: z.literal("beginSpeakIn"),
  reason: reasonSchema,
});
export const endSpeakInSchema = z.strictObject({ type: z.literal("endSpeakIn") });

/** What draws a supervisor's eye to a person; see `evaluation/supervision/alarms.ts` for when each stands. */
export const alarmKindSchema = z.enum([
  "seat-left",
  "plain-track",
  "camera-off",
  "quality-lost",
  "window-away",
  "window-left",
  "copied",
  "pasted",
  "printed",
  "refusals",
]);
export type AlarmKind = z.infer<typeof alarmKindSchema>;

/** The supervisor has looked into an alarm that counts what happened; it counts from nothing again. */
export const settleAlarmSchema = z.strictObject({
  type: z.literal("settleAlarm"),
  kind: alarmKindSchema,
  person: personRefSchema,
});

/** What takes two: the host asks, the supervisor agrees or does not. */
export const approvalSubjectSchema = z.enum(["resume"]);
export type ApprovalSubject = z.infer<typeof approvalSubjectSchema>;

export const askApprovalSchema = z.strictObject({
  type: z.literal("askApproval"),
  subject: approvalSubjectSchema,
  reason: reasonSchema,
});

export const answerApprovalSchema = z.strictObject({
  type: z.literal("answerApproval"),
  /** Number of the request, as `ApprovalAsked` gave it. */
  request: z.int().min(1),
  granted: z.boolean(),
  reason: reasonSchema,
});

export const supervisionCommands = [
  pauseSchema,
  resumeSchema,
  terminateSchema,
  noteSchema,
  warnSchema,
  orderPauseSchema,
  beginSpeakInSchema,
  endSpeakInSchema,
  settleAlarmSchema,
  askApprovalSchema,
  answerApprovalSchema,
] as const;
