import type { BidInput } from "./bid.ts";
import { parseDecimal } from "./decimal.ts";
import type { PriceWorking } from "./price-points.ts";
import type { PriceSpec } from "./price/price-spec.ts";
import { add, divide, multiply, sum } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** The points that were fixed before the evaluation, added up. */
export const givenPoints = (bid: BidInput): Rational =>
  sum(Object.values(bid.given ?? {}).map(parseDecimal));

/** Points for everything but the price, brought together with the price as the method says. */
export const totalWithPrice = (
  quality: Rational,
  spec: PriceSpec | null,
  price: PriceWorking | undefined,
): Rational => {
  if (price === undefined) return quality;
  if (spec?.formula === "value-for-money") {
    return divide(multiply(quality, parseDecimal(spec.per)), price.evaluated);
  }
  return add(quality, price.contribution);
};
