import type { Rational } from "../rational.ts";
import { compare, zero } from "../rational.ts";
import { formatDecimal, isShortened } from "../rounding.ts";
import type { Rounding } from "../rounding.ts";
import type { Phrases } from "./phrases.ts";

/** Every digit of a value, cut to 12 places where the decimals do not end. */
export const exactText = (value: Rational): string => formatDecimal(value);

/** "= 47.25", or "≈ 47.166666666667" where the decimals do not end. */
export const equals = (value: Rational): string =>
  `${isShortened(value) ? "≈" : "="} ${exactText(value)}`;

/** The exact value, then what the stated rounding makes of it. */
export const equalsRounded = (
  exact: Rational,
  rounding: Rounding | undefined,
  phrases: Phrases,
): string => {
  if (rounding === undefined) return equals(exact);
  const { places, mode } = rounding;
  return `${equals(exact)} → ${formatDecimal(exact, rounding)}${phrases.rounded(places, mode)}`;
};

/** A term of a sum or product: negative numbers in brackets. */
export const term = (value: Rational): string =>
  compare(value, zero) < 0 ? `(${exactText(value)})` : exactText(value);

export const sumOf = (terms: readonly string[]): string =>
  terms.length === 0 ? "0" : terms.join(" + ");
