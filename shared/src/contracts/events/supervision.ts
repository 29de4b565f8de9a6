import { z } from "zod";
import {
  alarmKindSchema,
  approvalSubjectSchema,
  failureCodeSchema,
} from "../commands/supervision.ts";
import { personRefSchema } from "../ids.ts";
import { roleSchema } from "../roles.ts";
import { reasonSchema } from "../text.ts";

export const pausedSchema = z.strictObject({
  type: z.literal("Paused"),
  /** The host paused, or the supervisor ordered it. */
  by: roleSchema,
  reason: reasonSchema,
});
export const resumedSchema = z.strictObject({ type: z.literal("Resumed"), reason: reasonSchema });
export const terminatedSchema = z.strictObject({
  type: z.literal("Terminated"),
  code: failureCodeSchema,
  reason: reasonSchema,
});
export const notedSchema = z.strictObject({ type: z.literal("Noted"), text: reasonSchema });
export const warnedSchema = z.strictObject({ type: z.literal("Warned"), text: reasonSchema });
/** Someone tried what they may not do. The attempted command stands in the event's cause. */
export const attemptRefusedSchema = z.strictObject({
  type: z.literal("AttemptRefused"),
  command: z.string(),
  code: z.string(),
});

export const speakInBegunSchema = z.strictObject({
  type: z.literal("SpeakInBegun"),
  reason: reasonSchema,
});
export const speakInEndedSchema = z.strictObject({ type: z.literal("SpeakInEnded") });
export const alarmSettledSchema = z.strictObject({
  type: z.literal("AlarmSettled"),
  kind: alarmKindSchema,
  person: personRefSchema,
});
export const approvalAskedSchema = z.strictObject({
  type: z.literal("ApprovalAsked"),
  request: z.int(),
  subject: approvalSubjectSchema,
  reason: reasonSchema,
});
export const approvalAnsweredSchema = z.strictObject({
  type: z.literal("ApprovalAnswered"),
  request: z.int(),
  granted: z.boolean(),
  reason: reasonSchema,
});

export const supervisionEvents = [
  pausedSchema,
  resumedSchema,
  terminatedSchema,
  notedSchema,
  warnedSchema,
  attemptRefusedSchema,
  speakInBegunSchema,
  speakInEndedSchema,
  alarmSettledSchema,
  approvalAskedSchema,
  approvalAnsweredSchema,
] as const;
