import { z } from "zod";
import {
  compareDecimals,
  decimalSchema,
  isDecimal,
  nonNegativeDecimalSchema,
  positiveDecimalSchema,
} from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import { identifierSchema } from "./identifier.ts";

const scored = {
  id: identifierSchema,
  /** The most points a member may give. */
  max: positiveDecimalSchema,
  /** What the panel mark is multiplied by; 1 when absent. */
  factor: nonNegativeDecimalSchema.optional(),
  /** A panel mark below it rejects the bid. */
  floor: decimalSchema.optional(),
};

/** One criterion of the tender document (87号令 55: what is not stated there may not be scored). */
export const itemSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("subjective"), ...scored }),
  z.strictObject({ kind: z.literal("objective"), ...scored }),
  z.strictObject({
    kind: z.literal("pass-fail"),
    id: identifierSchema,
    max: nonNegativeDecimalSchema.optional(),
  }),
]);
export type Item = z.infer<typeof itemSchema>;
export type ScoredItem = Exclude<Item, { kind: "pass-fail" }>;
export type PassFailItem = Extract<Item, { kind: "pass-fail" }>;

export const isScored = (item: Item): item is ScoredItem => item.kind !== "pass-fail";
export const isPassFail = (item: Item): item is PassFailItem => item.kind === "pass-fail";

/** Why a mark cannot stand as typed. `max` is the upper end of the item's range. */
export type MarkFault =
  | { readonly code: "mark-missing" }
  | { readonly code: "mark-not-decimal" }
  | { readonly code: "mark-not-pass-or-fail" }
  | { readonly code: "mark-out-of-range"; readonly max: Decimal };

/** Checks one mark as typed by a member; undefined when it can stand. Empty text is missing. */
export const checkMark = (item: Item, value: string | null): MarkFault | undefined => {
  if (value === null || value === "") return { code: "mark-missing" };
  if (isPassFail(item)) {
    return value === "pass" || value === "fail" ? undefined : { code: "mark-not-pass-or-fail" };
  }
  if (!isDecimal(value)) return { code: "mark-not-decimal" };
  if (compareDecimals(value, "0") < 0 || compareDecimals(value, item.max) > 0) {
    return { code: "mark-out-of-range", max: item.max };
  }
  return undefined;
};
