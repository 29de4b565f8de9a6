import { z } from "zod";
import { ceremonySpecSchema, countSchema, drawPartySchema } from "../../draw/index.ts";
import { drawSealedSchema, drawVoidedSchema } from "../events/ceremony.ts";
import { digestSchema, instantSchema } from "../ids.ts";

/** How far a draw has come, party by party. */
export const ceremonyViewSchema = z.strictObject({
  phase: z.enum(["keys", "sealing", "commit", "freeze", "reveal", "rest"]),
  awaited: z.array(drawPartySchema),
  /** The round that is under way, or would be next: 0 draws the panel, the others substitutes. */
  round: z.int(),
  vacancies: z.int(),
  /** What the round under way, or next, draws. */
  due: z.enum(["panel", "substitutes", "numbers"]).optional(),
  /** No further round can fill the vacant seats: they need a draw of their own. */
  blocked: z.literal(true).optional(),
  /** From then on a draw that has seated members may be given up by anybody who waits; its late party may at once. */
  renewableFrom: instantSchema.optional(),
  /** The frozen checkpoint holds at least so many events. */
  freezeFrom: z.int(),
  /** The note whose text the parties cosign, once one of them has chosen it. */
  frozenNote: z.string().optional(),
  sealed: z
    .strictObject({
      drawId: digestSchema,
      spec: ceremonySpecSchema,
      N: countSchema,
      /** Valid panels, each counted once whatever its weight. */
      panels: countSchema,
      ranges: drawSealedSchema.shape.chances.shape.ranges,
      /** Whether everyone of a specialty has the same chance, or the fairest that the rules permit. */
      fairness: z.enum(["equal", "leximin"]).optional(),
      /** How many experts each rule left out of the pool. */
      excluded: z.array(z.strictObject({ rule: z.string(), experts: z.int() })),
    })
    .optional(),
  parties: z.array(
    z.strictObject({
      party: drawPartySchema,
      key: z.boolean(),
      committed: z.boolean(),
      frozen: z.boolean(),
      revealed: z.boolean(),
    }),
  ),
  voided: z.array(drawVoidedSchema.pick({ drawNo: true, missing: true, reason: true })),
});
export type CeremonyView = z.infer<typeof ceremonyViewSchema>;

/** Coefficients of the method that are drawn by lot, and what came of it. */
export const numbersViewSchema = z.strictObject({
  sets: z.array(
    z.strictObject({ name: z.string(), from: z.array(z.string()), value: z.string().optional() }),
  ),
  /** The bids are open, and they have to be drawn now. */
  isDue: z.boolean(),
  /** The parties that still have to reveal, while they are drawn. */
  awaited: z.array(drawPartySchema),
  /** There were N ways to draw from all sets together, and number U was drawn. */
  N: countSchema.optional(),
  U: countSchema.optional(),
});
export type NumbersView = z.infer<typeof numbersViewSchema>;
