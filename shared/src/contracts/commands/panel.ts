import { z } from "zod";
import { personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/**
 * Why a seat falls vacant (实施条例 48: recusal, leaving the post, health; before check-in also absence). `declined` and
 * `no-answer` are an invited expert's own and the clock's; no host can give them.
 */
export const replacementReasonSchema = z.enum([
  "recusal",
  "left-post",
  "health",
  "absence",
  "declined",
  "no-answer",
]);
export type ReplacementReason = z.infer<typeof replacementReasonSchema>;

/** 补抽: puts a member out; the seat is filled by the next round of the draw, from the same pool. */
export const replaceMemberSchema = z.strictObject({
  type: z.literal("replaceMember"),
  member: personRefSchema,
  reason: replacementReasonSchema,
  explanation: reasonSchema,
});

/** The panel can't be refilled when this member leaves: it is dissolved, and the evaluation ends for a new panel. */
export const dissolvePanelSchema = z.strictObject({
  type: z.literal("dissolvePanel"),
  member: personRefSchema,
  reason: replacementReasonSchema,
  explanation: reasonSchema,
});

export const panelCommands = [replaceMemberSchema, dissolvePanelSchema] as const;
