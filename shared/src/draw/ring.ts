/** The numbers that a count runs on: exact integers, or mere possibility. */
export interface Ring<T> {
  readonly zero: T;
  readonly one: T;
  add(left: T, right: T): T;
  multiply(left: T, right: T): T;
  /** A weight sum, which is a non-negative safe integer or, in fitting, a double. */
  fromWeight(weight: number): T;
  fromCount(count: bigint): T;
}

export const integers: Ring<bigint> = {
  zero: 0n,
  one: 1n,
  add: (left, right) => left + right,
  multiply: (left, right) => left * right,
  fromWeight: (weight) => BigInt(weight),
  fromCount: (count) => count,
};

/** 1 when at least one panel exists, else 0: cheap answers to "would any panel remain?". */
export const possibility: Ring<number> = {
  zero: 0,
  one: 1,
  add: (left, right) => left | right,
  multiply: (left, right) => left & right,
  fromWeight: (weight) => (weight > 0 ? 1 : 0),
  fromCount: (count) => (count > 0n ? 1 : 0),
};
