import type { BidInput } from "./bid.ts";
import { parseDecimal } from "./decimal.ts";
import { multiply, one, subtract } from "./rational.ts";
import type { Rational } from "./rational.ts";

/**
 * The price that the evaluation compares: quoted × Π(1 − rate). The contract follows the quoted
 * one. 财库〔2020〕46号 (small enterprise), 国办发〔2025〕34号 (domestic product).
 */
export const evaluatedPrice = (bid: BidInput): Rational | undefined => {
  if (bid.price === undefined) return undefined;
  return (bid.preferences ?? []).reduce(
    (price, { rate }) => multiply(price, subtract(one, parseDecimal(rate))),
    parseDecimal(bid.price),
  );
};
