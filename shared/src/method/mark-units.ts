import { rational } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** A mark has at most 6 decimals, so a whole number of millionths holds it exactly. */
const places = 6;
export const unitsPerPoint = 10n ** BigInt(places);

/** Reads a decimal string as millionths of a point. */
export type MarkReader = (text: string) => bigint;

const readUnits = (text: string): bigint => {
  const point = text.indexOf(".");
  if (point < 0) return BigInt(text) * unitsPerPoint;
  const decimals = text.slice(point + 1);
  return BigInt(text.slice(0, point) + decimals.padEnd(places, "0"));
};

/**
 * A reader that remembers what it read: panels give the same few marks again and again, and of the
 * millions of marks of the largest panel only the first of each kind is worth parsing.
 */
export const markReader = (): MarkReader => {
  const known = new Map<string, bigint>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const units = readUnits(text);
    known.set(text, units);
    return units;
  };
};

const sumUnits = (units: readonly bigint[]): bigint => {
  let total = 0n;
  for (const each of units) total += each;
  return total;
};

/** The mean in points. @throws RangeError when there is nothing to average. */
export const meanOfUnits = (units: readonly bigint[]): Rational =>
  rational(sumUnits(units), BigInt(units.length) * unitsPerPoint);
