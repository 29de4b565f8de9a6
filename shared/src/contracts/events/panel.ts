import { z } from "zod";
import { replacementReasonSchema } from "../commands/panel.ts";
import { digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

const countSchema = z.string().regex(/^(0|[1-9][0-9]*)$/);

/** One seat of the panel; `code` (A, B, …) is how others address the member where names stay hidden. */
export const panelSeatSchema = z.strictObject({
  person: personRefSchema,
  seat: z.string(),
  code: z.string().regex(/^[A-Z]{1,2}$/),
});
export type PanelSeatRecord = z.infer<typeof panelSeatSchema>;

const drawnNumberSchema = {
  /** How many valid panels there were, and which of them was drawn (after the numbers in `rejected`). */
  N: countSchema,
  U: countSchema,
  rejected: z.array(countSchema),
};

export const panelDrawnSchema = z.strictObject({
  type: z.literal("PanelDrawn"),
  ...drawnNumberSchema,
  /** SHA-256 over the canonical JSON of the pool. */
  poolHash: digestSchema,
  poolSize: z.int(),
  panel: z.array(panelSeatSchema),
});

export const memberReplacedSchema = z.strictObject({
  type: z.literal("MemberReplaced"),
  out: personRefSchema,
  reason: replacementReasonSchema,
  explanation: reasonSchema,
  ...drawnNumberSchema,
  substitute: panelSeatSchema,
});

export const panelEvents = [panelDrawnSchema, memberReplacedSchema] as const;
