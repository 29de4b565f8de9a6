import { z } from "zod";
import { aggregateSchema } from "./aggregate.ts";
import { nonNegativeDecimalSchema } from "./decimal.ts";
import { drawnCoefficientSchema, drawnFaults } from "./drawn-coefficients.ts";
import { itemSchema } from "./item.ts";
import { methodFaults } from "./method-faults.ts";
import { priceSpecSchema } from "./price/price-spec.ts";
import { roundingPolicySchema } from "./rounding.ts";

/** How equal bids are told apart: by total, then evaluated price, then technical points. */
export const criterionSchema = z.enum(["total-desc", "price-asc", "technical-desc"]);
export type Criterion = z.infer<typeof criterionSchema>;

/** The fields of a method, shared with the case that holds them beside bids and marks. */
export const methodShape = {
  items: z.array(itemSchema).max(1000).default([]),
  aggregate: aggregateSchema,
  /** `refuse`: a sheet with an empty mark cannot be submitted; `leave-out`: the mark is not there. */
  missing: z.enum(["refuse", "leave-out"]).default("refuse"),
  price: priceSpecSchema.nullable().default(null),
  rounding: roundingPolicySchema.default({}),
  order: z.array(criterionSchema).min(1).max(3).default(["total-desc"]),
  /** A bid whose technical points stay below it is rejected (QCBS: minimum technical score). */
  technicalFloor: nonNegativeDecimalSchema.optional(),
  /** The share of the mean beyond which a single mark is pointed out; 0.30 when absent. */
  farFromMean: nonNegativeDecimalSchema.optional(),
};

const methodObject = z.strictObject({
  ...methodShape,
  /**
   * Coefficients that are drawn by lot, each from its stated set. Until then the value that the price formula states, one
   * of the set, stands in for it; nothing is scored before they are drawn.
   */
  drawn: z.array(drawnCoefficientSchema).min(1).max(5).optional(),
});

/** An evaluation method (评标办法): items, aggregation, price formula, rounding and order. */
export const methodSchema = methodObject.superRefine((method, context) => {
  for (const fault of [...methodFaults(method), ...drawnFaults(method)]) {
    context.addIssue({ code: "custom", path: [...fault.path], message: fault.message });
  }
});
export type Method = z.infer<typeof methodObject>;
export type MissingPolicy = Method["missing"];
