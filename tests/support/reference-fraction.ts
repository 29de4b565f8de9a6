/** A fraction as a pair, never reduced: slow, and with nothing in it that could go wrong quietly. */
export type Fraction = readonly [top: bigint, bottom: bigint];

/** Reads "-12.50" as −1250/100. */
export function read(text: string): Fraction {
  const [whole = "", decimals = ""] = text.split(".");
  return [BigInt(whole + decimals), 10n ** BigInt(decimals.length)];
}

export function plus([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * d + c * b, b * d];
}

export function minus(a: Fraction, [c, d]: Fraction): Fraction {
  return plus(a, [-c, d]);
}

export function times([a, b]: Fraction, [c, d]: Fraction): Fraction {
  return [a * c, b * d];
}

export function over([a, b]: Fraction, [c, d]: Fraction): Fraction {
  if (c === 0n) throw new Error("division by zero");
  return c < 0n ? [-a * d, -b * c] : [a * d, b * c];
}

export function less(a: Fraction, b: Fraction): boolean {
  return minus(a, b)[0] < 0n;
}

export function same(a: Fraction, b: Fraction): boolean {
  return minus(a, b)[0] === 0n;
}

export function total(values: readonly Fraction[]): Fraction {
  let sum: Fraction = [0n, 1n];
  for (const value of values) sum = plus(sum, value);
  return sum;
}

export function average(values: readonly Fraction[]): Fraction {
  return over(total(values), [BigInt(values.length), 1n]);
}

export function size([a, b]: Fraction): Fraction {
  return a < 0n ? [-a, b] : [a, b];
}

export function ascending(values: readonly Fraction[]): Fraction[] {
  return values.toSorted((a, b) => (less(a, b) ? -1 : less(b, a) ? 1 : 0));
}

/** Whole number of last places by trying: the largest that is not above the value, then the mode. */
function lastPlaces(value: Fraction, places: number, mode: string): bigint {
  const [top, bottom] = times(value, [10n ** BigInt(places), 1n]);
  const below = top / bottom;
  const rest: Fraction = minus([top, bottom], [below, 1n]);
  const half: Fraction = [1n, 2n];
  const goUp =
    (mode === "up" && rest[0] > 0n) ||
    (mode === "half-up" && !less(rest, half)) ||
    (mode === "half-even" && (less(half, rest) || (same(rest, half) && below % 2n !== 0n)));
  return goUp ? below + 1n : below;
}

type Rounding = { readonly places: number; readonly mode: string } | undefined;

export function rounded(value: Fraction, rounding: Rounding): Fraction {
  if (rounding === undefined) return value;
  const whole = lastPlaces(size(value), rounding.places, rounding.mode);
  return [value[0] < 0n ? -whole : whole, 10n ** BigInt(rounding.places)];
}

/** As decimal text: with the places of its rounding, or as long as it is (12 places at most). */
export function write(value: Fraction, rounding: Rounding): string {
  const places = rounding?.places ?? 12;
  const whole = lastPlaces(size(value), places, rounding?.mode ?? "half-up");
  const sign = value[0] < 0n && whole > 0n ? "-" : "";
  const integer = whole / 10n ** BigInt(places);
  if (places === 0) return `${sign}${integer}`;
  const decimals = String(whole % 10n ** BigInt(places)).padStart(places, "0");
  if (rounding !== undefined) return `${sign}${integer}.${decimals}`;
  const short = decimals.replace(/0+$/, "");
  return short === "" ? `${sign}${integer}` : `${sign}${integer}.${short}`;
}
