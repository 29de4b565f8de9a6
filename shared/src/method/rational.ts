/** An exact fraction in lowest terms; `denominator` is always positive. */
export type Rational = { readonly numerator: bigint; readonly denominator: bigint };

export const zero: Rational = { numerator: 0n, denominator: 1n };
export const one: Rational = { numerator: 1n, denominator: 1n };

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

const greatestCommonDivisor = (left: bigint, right: bigint): bigint => {
  let a = magnitude(left);
  let b = magnitude(right);
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
};

/** `numerator / denominator` in lowest terms. @throws RangeError when the denominator is 0. */
export const rational = (numerator: bigint, denominator = 1n): Rational => {
  if (denominator === 0n) throw new RangeError("a fraction needs a denominator other than 0");
  const sign = denominator < 0n ? -1n : 1n;
  const divisor = greatestCommonDivisor(numerator, denominator) * sign;
  return { numerator: numerator / divisor, denominator: denominator / divisor };
};

export const integer = (value: number | bigint): Rational => ({
  numerator: BigInt(value),
  denominator: 1n,
});

export const add = (a: Rational, b: Rational): Rational =>
  rational(
    a.numerator * b.denominator + b.numerator * a.denominator,
    a.denominator * b.denominator,
  );

export const negate = (a: Rational): Rational => ({
  numerator: -a.numerator,
  denominator: a.denominator,
});

export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b));

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** @throws RangeError when `b` is 0. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

export const absolute = (a: Rational): Rational => ({
  numerator: magnitude(a.numerator),
  denominator: a.denominator,
});

export const isZero = (a: Rational): boolean => a.numerator === 0n;

/** Negative when a < b, 0 when equal, positive when a > b. */
export const compare = (a: Rational, b: Rational): -1 | 0 | 1 => {
  const left = a.numerator * b.denominator;
  const right = b.numerator * a.denominator;
  if (left === right) return 0;
  return left < right ? -1 : 1;
};

export const smaller = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b);
export const larger = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b);

export const sum = (values: readonly Rational[]): Rational => values.reduce(add, zero);

/** Arithmetic mean. @throws RangeError when there is nothing to average. */
export const mean = (values: readonly Rational[]): Rational =>
  divide(sum(values), integer(values.length));
