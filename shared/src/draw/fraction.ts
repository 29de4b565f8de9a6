/** An exact fraction with a positive denominator, in lowest terms. */
export interface Fraction {
  readonly over: bigint;
  readonly under: bigint;
}

export const ZERO: Fraction = { over: 0n, under: 1n };

export function fraction(over: bigint, under: bigint): Fraction {
  const divisor = greatestDivisor(over < 0n ? -over : over, under);
  return { over: over / divisor, under: under / divisor };
}

export function whole(value: number): Fraction {
  return { over: BigInt(value), under: 1n };
}

export function plus(left: Fraction, right: Fraction): Fraction {
  return fraction(left.over * right.under + right.over * left.under, left.under * right.under);
}

export function times(left: Fraction, factor: number): Fraction {
  return fraction(left.over * BigInt(factor), left.under);
}

/** Negative, zero or positive, as left is less than, equal to or more than right. */
export function compare(left: Fraction, right: Fraction): number {
  const difference = left.over * right.under - right.over * left.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The nearest double, good to about 2^-52 relative. */
export function toNumber({ over, under }: Fraction): number {
  const scale = 1n << 80n;
  return Number((over * scale) / under) / Number(scale);
}

function greatestDivisor(left: bigint, right: bigint): bigint {
  let a = left;
  let b = right;
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}
