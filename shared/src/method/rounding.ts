import { z } from "zod";
import { rational } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** How a value between two neighbours is decided. All modes treat -x as the mirror of x. */
export const roundingModeSchema = z.enum(["half-up", "half-even", "down", "up"]);
export type RoundingMode = z.infer<typeof roundingModeSchema>;

export const roundingSchema = z.strictObject({
  places: z.int().min(0).max(12),
  mode: roundingModeSchema,
});
export type Rounding = z.infer<typeof roundingSchema>;

/**
 * Where a method rounds: each panel mark, each contribution, the base price, the price points, the
 * total. A stage that is not named keeps the exact value.
 */
export const roundingPolicySchema = z.strictObject({
  item: roundingSchema.optional(),
  contribution: roundingSchema.optional(),
  base: roundingSchema.optional(),
  price: roundingSchema.optional(),
  total: roundingSchema.optional(),
});
export type RoundingPolicy = z.infer<typeof roundingPolicySchema>;

/** Exact values without a stated rounding are shown to this many places; ranking never uses it. */
const shownPlaces = 12;

const awayFromZero = (mode: RoundingMode, quotient: bigint, rest: bigint, divisor: bigint) => {
  switch (mode) {
    case "down":
      return false;
    case "up":
      return rest > 0n;
    case "half-up":
      return rest * 2n >= divisor;
    case "half-even":
      return rest * 2n > divisor || (rest * 2n === divisor && quotient % 2n === 1n);
  }
};

/** The value as a whole number of units of 10^-places. */
const unitsOf = (value: Rational, { places, mode }: Rounding): bigint => {
  const scaled = value.numerator * 10n ** BigInt(places);
  const size = scaled < 0n ? -scaled : scaled;
  const quotient = size / value.denominator;
  const rest = size % value.denominator;
  const rounded = awayFromZero(mode, quotient, rest, value.denominator) ? quotient + 1n : quotient;
  return scaled < 0n ? -rounded : rounded;
};

/** The value rounded as stated, or untouched when nothing is stated. */
export const round = (value: Rational, rounding: Rounding | undefined): Rational =>
  rounding === undefined
    ? value
    : rational(unitsOf(value, rounding), 10n ** BigInt(rounding.places));

const writeUnits = (units: bigint, places: number): string => {
  const digits = (units < 0n ? -units : units).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  const text = places === 0 ? whole : `${whole}.${digits.slice(digits.length - places)}`;
  return units < 0n ? `-${text}` : text;
};

const withoutTrailingZeros = (text: string): string =>
  text.includes(".") ? text.replace(/0+$/, "").replace(/\.$/, "") : text;

/**
 * The value as decimal text. With a rounding: exactly its places. Without: every digit it has, or
 * 12 places half-up where the decimals do not end.
 */
export const formatDecimal = (value: Rational, rounding?: Rounding): string => {
  if (rounding !== undefined) return writeUnits(unitsOf(value, rounding), rounding.places);
  const units = unitsOf(value, { places: shownPlaces, mode: "half-up" });
  return withoutTrailingZeros(writeUnits(units, shownPlaces));
};

/** True when 12 decimals do not hold the value, so that its text is only an approximation. */
export const isShortened = (value: Rational): boolean =>
  (value.numerator * 10n ** BigInt(shownPlaces)) % value.denominator !== 0n;
