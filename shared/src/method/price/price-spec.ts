import { z } from "zod";
import { decimalSchema, nonNegativeDecimalSchema, positiveDecimalSchema } from "../decimal.ts";
import { roundingSchema } from "../rounding.ts";
import { baseSpecSchema } from "./base-spec.ts";

const limits = {
  /** The version of the formula; 1 when absent. A changed meaning gets a new number. */
  version: z.literal(1).optional(),
  /** Quoted prices outside these reject the bid. */
  lowest: positiveDecimalSchema.optional(),
  highest: positiveDecimalSchema.optional(),
  /** A price below this share of the mean price is pointed out as abnormally low. */
  warnBelowMean: positiveDecimalSchema.optional(),
};

const points = {
  ...limits,
  points: nonNegativeDecimalSchema,
  /** Multiplies the points after rounding; 1 when absent. */
  factor: nonNegativeDecimalSchema.optional(),
};

/** The price part of a method; what each formula computes stands in `formulas.ts`. */
export const priceSpecSchema = z.discriminatedUnion("formula", [
  z.strictObject({ formula: z.literal("lowest-over-price"), ...points }),
  z.strictObject({
    formula: z.literal("ceiling-ratio"),
    ...points,
    ceiling: positiveDecimalSchema,
  }),
  z.strictObject({
    formula: z.literal("benchmark"),
    ...points,
    base: baseSpecSchema,
    abovePerPercent: nonNegativeDecimalSchema,
    belowPerPercent: nonNegativeDecimalSchema,
    floor: decimalSchema.optional(),
    deviation: z.union([z.literal("interpolate"), roundingSchema]),
  }),
  z.strictObject({
    formula: z.literal("excess-over-lowest"),
    ...points,
    floor: decimalSchema.optional(),
  }),
  z.strictObject({
    formula: z.literal("saving-ratio"),
    ...points,
    ceiling: positiveDecimalSchema,
  }),
  z.strictObject({
    formula: z.literal("value-for-money"),
    ...limits,
    /** The unit of price that the points are divided by, such as "10000". */
    per: positiveDecimalSchema,
  }),
  z.strictObject({ formula: z.literal("lowest-evaluated-price"), ...limits }),
]);
export type PriceSpec = z.infer<typeof priceSpecSchema>;
export type PriceFormulaName = PriceSpec["formula"];
export type PriceSpecOf<Name extends PriceFormulaName> = Extract<PriceSpec, { formula: Name }>;
