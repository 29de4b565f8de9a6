import { z } from "zod";
import { rational } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** 18 integer digits, 6 decimals, a sign and a point: nothing longer is looked at. */
const longest = 26;
const form = /^-?(?:0|[1-9][0-9]{0,17})(?:\.[0-9]{1,6})?$/;

export const isDecimal = (text: string): boolean => text.length <= longest && form.test(text);

/**
 * A decimal as text: an optional `-`, no leading zeros, at most 18 integer digits and 6 decimals,
 * ASCII digits only. No exponent, no `+`, no separators, no blank.
 */
export const decimalSchema = z.string().refine(isDecimal, {
  error: "must be a plain decimal string such as 12.50",
  abort: true,
});

/** What `decimalSchema` lets through: "12.50", "-1", "0.000001". */
export type Decimal = z.infer<typeof decimalSchema>;

/** The exact value of a decimal string. @throws RangeError when the text is no decimal. */
export const parseDecimal = (text: string): Rational => {
  if (!isDecimal(text)) throw new RangeError("not a plain decimal string");
  const point = text.indexOf(".");
  if (point < 0) return rational(BigInt(text));
  const digits = text.slice(0, point) + text.slice(point + 1);
  return rational(BigInt(digits), 10n ** BigInt(text.length - point - 1));
};

/** -1, 0 or 1 by value: "1.0" equals "1". @throws RangeError when either text is no decimal. */
export const compareDecimals = (left: string, right: string): -1 | 0 | 1 => {
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

export const positiveDecimalSchema = decimalSchema.refine(
  (text) => compareDecimals(text, "0") > 0,
  {
    error: "must be greater than 0",
  },
);

export const nonNegativeDecimalSchema = decimalSchema.refine(
  (text) => compareDecimals(text, "0") >= 0,
  { error: "must not be negative" },
);

/** A share in [0, 1): the part of a price that a preference takes off. */
export const shareSchema = nonNegativeDecimalSchema.refine(
  (text) => compareDecimals(text, "1") < 0,
  { error: "must be less than 1" },
);
