import { z } from "zod";
import { countSchema } from "../../draw/index.ts";
import { replacementReasonSchema } from "../commands/panel.ts";
import { digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** One seat of the panel; `code` (A, B, …) is how others address the member where names stay hidden. */
export const panelSeatSchema = z.strictObject({
  person: personRefSchema,
  seat: z.string(),
  code: z.string().regex(/^[A-Z]{1,2}$/),
});
export type PanelSeatRecord = z.infer<typeof panelSeatSchema>;

const drawnNumberSchema = {
  /** The stream key of the round, which follows from what the parties revealed. */
  key: digestSchema,
  /** How many valid panels there were, and which of them was drawn (after the numbers in `rejected`). */
  N: countSchema,
  U: countSchema,
  rejected: z.array(countSchema),
};

export const panelDrawnSchema = z.strictObject({
  type: z.literal("PanelDrawn"),
  ...drawnNumberSchema,
  panel: z.array(panelSeatSchema),
});

/** 补抽: the seats that were vacant when the round began, each with its substitute. */
export const substitutesDrawnSchema = z.strictObject({
  type: z.literal("SubstitutesDrawn"),
  round: z.int(),
  ...drawnNumberSchema,
  substitutes: z.array(panelSeatSchema.extend({ out: personRefSchema })),
});

/**
 * Nobody can take the seat of a member who has to leave: the panel is dissolved. `voids` says, by `article`, whether only
 * that member's opinions are void or everybody's; `because` is why no substitute can be drawn.
 */
export const panelDissolvedSchema = z.strictObject({
  type: z.literal("PanelDissolved"),
  member: personRefSchema,
  reason: replacementReasonSchema,
  explanation: reasonSchema,
  because: z.string(),
  voids: z.enum(["member", "all"]),
  article: z.string(),
});

export const panelEvents = [
  panelDrawnSchema,
  substitutesDrawnSchema,
  panelDissolvedSchema,
] as const;
