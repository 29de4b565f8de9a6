import { z } from "zod";
import { decimalSchema, nonNegativeDecimalSchema, positiveDecimalSchema } from "../decimal.ts";

const drops = z.int().min(0).max(1000);

/** From `from` prices on, this many of the highest and lowest stay out of the mean. */
const trimRowSchema = z.strictObject({ from: z.int().min(1), dropHigh: drops, dropLow: drops });
export type TrimRow = z.infer<typeof trimRowSchema>;

const times = positiveDecimalSchema.optional();

/**
 * Where the base price B comes from. Dropped prices are still scored.
 * - `stated`: written in the tender document.
 * - `mean`: of the evaluated prices without the outermost, times 1 − drop %.
 * - `mean-by-count`: as `mean`, the drops read from a table by the number of prices.
 * - `two-pass-mean`: a mean of all, then a mean of those within the band around the first.
 * - `weighted`: A·K·(1 − C) + B·C, A the control price, B the mean, K and C usually drawn by lot.
 */
export const baseSpecSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("stated"), value: positiveDecimalSchema }),
  z.strictObject({
    kind: z.literal("mean"),
    dropHigh: drops.optional(),
    dropLow: drops.optional(),
    times,
  }),
  z.strictObject({
    kind: z.literal("mean-by-count"),
    table: z
      .array(trimRowSchema)
      .min(1)
      .max(50)
      .refine((rows) => new Set(rows.map((row) => row.from)).size === rows.length, {
        error: "must not name the same number of prices twice",
      }),
    times,
  }),
  z.strictObject({
    kind: z.literal("two-pass-mean"),
    /** The band, as shares of the first mean: "0.10" above, "0.15" below. */
    above: nonNegativeDecimalSchema,
    below: nonNegativeDecimalSchema,
    times,
  }),
  z.strictObject({
    kind: z.literal("weighted"),
    control: positiveDecimalSchema,
    k: positiveDecimalSchema,
    c: decimalSchema.refine((text) => /^(?:0(?:\.\d+)?|1(?:\.0+)?)$/.test(text), {
      error: "must lie between 0 and 1",
    }),
    dropHigh: drops.optional(),
    dropLow: drops.optional(),
  }),
]);
export type BaseSpec = z.infer<typeof baseSpecSchema>;
