import { z } from "zod";
import {
  ceremonySpecSchema,
  drawnNumbersSchema,
  drawPartySchema,
  statedChancesSchema,
} from "../../draw/index.ts";
import { partySignatureSchema } from "../commands/ceremony.ts";
import { replacementReasonSchema } from "../commands/panel.ts";
import { digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

export const keyDeclaredSchema = z.strictObject({
  type: z.literal("KeyDeclared"),
  party: drawPartySchema,
  vkey: z.string(),
});

/** What is drawn from, by which rules, by whom; how many panels there are, and everybody's chance, before any secret is out. */
export const drawSealedSchema = z.strictObject({
  type: z.literal("DrawSealed"),
  drawId: digestSchema,
  spec: ceremonySpecSchema,
  chances: statedChancesSchema,
});

export const drawCommittedSchema = z.strictObject({
  type: z.literal("DrawCommitted"),
  party: drawPartySchema,
  anchor: digestSchema,
  signature: partySignatureSchema,
});

/** One party's cosignature; all parties cosign the text that the first one chose. */
export const drawCosignedSchema = z.strictObject({
  type: z.literal("DrawCosigned"),
  party: drawPartySchema,
  note: z.string(),
});

export const drawRevealedSchema = z.strictObject({
  type: z.literal("DrawRevealed"),
  party: drawPartySchema,
  round: z.int(),
  value: digestSchema,
});

export const drawVoidedSchema = z.strictObject({
  type: z.literal("DrawVoided"),
  drawId: digestSchema,
  drawNo: z.int(),
  /** The parties that let the deadline pass. */
  missing: z.array(drawPartySchema),
  reason: reasonSchema,
  /** What the next attempt names as its predecessor. */
  hash: digestSchema,
});

/**
 * What was drawn beside members: with the panel, in its round, each member's desk; in a round of its own, once the bids are
 * open, the coefficients of the method.
 */
export const numbersDrawnSchema = z.strictObject({
  type: z.literal("NumbersDrawn"),
  round: z.int(),
  key: digestSchema,
  ...drawnNumbersSchema.shape,
});

/** A member is out, and the seat waits for a substitute. */
export const seatVacatedSchema = z.strictObject({
  type: z.literal("SeatVacated"),
  member: personRefSchema,
  seat: z.string(),
  reason: replacementReasonSchema,
  /** Absent where nobody said anything. */
  explanation: reasonSchema.optional(),
  /** SHA-256 over who left which seat, and why, in canonical JSON: the transcript names it. */
  evidence: digestSchema,
  /** Nobody in the sealed pool could take the seat, or the parties' chains are spent: it waits for a draw of its own. */
  unfillable: z.literal(true).optional(),
});

export const ceremonyEvents = [
  keyDeclaredSchema,
  drawSealedSchema,
  drawCommittedSchema,
  drawCosignedSchema,
  drawRevealedSchema,
  drawVoidedSchema,
  numbersDrawnSchema,
  seatVacatedSchema,
] as const;
