import { z } from "zod";
import { poolEntrySchema } from "../../draw/index.ts";
import { personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** 抽取: draws the panel from `pool` with the entropy recorded beside the command. */
export const drawPanelSchema = z.strictObject({
  type: z.literal("drawPanel"),
  pool: z.array(poolEntrySchema).max(200_000),
});

/** Why a member may be replaced (实施条例 48: recusal, leaving the post, health; before check-in also absence). */
export const replacementReasonSchema = z.enum(["recusal", "left-post", "health", "absence"]);
export type ReplacementReason = z.infer<typeof replacementReasonSchema>;

/** 补抽: puts a member out and draws a substitute for the same seat from the same pool. */
export const replaceMemberSchema = z.strictObject({
  type: z.literal("replaceMember"),
  member: personRefSchema,
  reason: replacementReasonSchema,
  explanation: reasonSchema,
});

export const panelCommands = [drawPanelSchema, replaceMemberSchema] as const;
