import type { Rational } from "../rational.ts";
import type { Rounding } from "../rounding.ts";
import type { BasePrice } from "./base-price.ts";

/** The evaluated prices of all valid bids, of which there is at least one. */
export type PriceField = {
  readonly prices: readonly Rational[];
  readonly baseRounding: Rounding | undefined;
};

/** What a price is measured against. */
export type PriceReference =
  | { readonly kind: "lowest"; readonly lowest: Rational }
  | { readonly kind: "ceiling"; readonly ceiling: Rational }
  | { readonly kind: "ceiling-and-lowest"; readonly ceiling: Rational; readonly lowest: Rational }
  | { readonly kind: "base"; readonly base: BasePrice }
  | { readonly kind: "none" };

/** The exact points of one price, before any rounding, and the way there. */
export type PricePoints = {
  readonly exact: Rational;
  /** Of a benchmark: D in percent, and its size as counted. */
  readonly deviation?: { readonly percent: Rational; readonly counted: Rational };
  /** The floor that was reached, when the formula alone gave less. */
  readonly floor?: Rational;
};

/** A formula laid over one field of prices. */
export type PriceScale = {
  readonly reference: PriceReference;
  readonly points: (price: Rational) => PricePoints;
};

/**
 * One named price formula. A formula whose meaning changes keeps its old version beside the new
 * one, so that an old evaluation computes the same for ever.
 */
export type PriceFormula<Spec> = {
  readonly version: 1;
  readonly over: (spec: Spec, field: PriceField) => PriceScale;
};
