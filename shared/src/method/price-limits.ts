import type { BidInput } from "./bid.ts";
import { compareDecimals } from "./decimal.ts";
import type { Decimal } from "./decimal.ts";
import type { PriceSpec } from "./price/price-spec.ts";

export type PriceRejection = {
  readonly code: "price-above-ceiling" | "price-above-highest" | "price-below-lowest";
  readonly price: Decimal;
  readonly limit: Decimal;
};

/**
 * Why a quoted price rejects the bid before anything is scored. The quoted price counts, because
 * the contract follows it: a preference does not bring a bid back under the ceiling.
 */
export const priceRejection = (
  spec: PriceSpec | null,
  bid: BidInput,
): PriceRejection | undefined => {
  const { price } = bid;
  if (spec === null || price === undefined) return undefined;
  if ("ceiling" in spec && compareDecimals(price, spec.ceiling) > 0) {
    return { code: "price-above-ceiling", price, limit: spec.ceiling };
  }
  if (spec.highest !== undefined && compareDecimals(price, spec.highest) > 0) {
    return { code: "price-above-highest", price, limit: spec.highest };
  }
  if (spec.lowest !== undefined && compareDecimals(price, spec.lowest) < 0) {
    return { code: "price-below-lowest", price, limit: spec.lowest };
  }
  return undefined;
};
