import { z } from "zod";
import { decimalSchema, positiveDecimalSchema, shareSchema } from "./decimal.ts";
import { identifierSchema } from "./identifier.ts";

/** A part of the price that the evaluation takes off: small enterprise, domestic product. */
export const preferenceSchema = z.strictObject({ reason: identifierSchema, rate: shareSchema });
export type Preference = z.infer<typeof preferenceSchema>;

/** One bid as it enters the evaluation. */
export const bidSchema = z.strictObject({
  id: identifierSchema,
  /** The quoted price, which the contract follows. */
  price: positiveDecimalSchema.optional(),
  /** Points fixed before: an objective element, a deduction, published price points. */
  given: z.record(identifierSchema, decimalSchema).optional(),
  preferences: z.array(preferenceSchema).max(20).optional(),
});
export type BidInput = z.infer<typeof bidSchema>;
