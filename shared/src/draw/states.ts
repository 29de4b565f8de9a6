import { at } from "./at.ts";
import { multinomial } from "./combinatorics.ts";

/** "Seats filled so far, per specialty": every vector between zero and the quotas, numbered. */
export interface StateSpace {
  readonly quotas: readonly number[];
  readonly size: number;
  /** The number of the full state, which is the last one. */
  readonly full: number;
  /** Digits of each state, `seats` numbers a state, flattened. */
  readonly digits: Int32Array;
  /** Seats filled in each state. */
  readonly totals: Int32Array;
  /** The states u such that u + t stays within the quotas, ascending; adding is index addition. */
  roomFor(state: number): Int32Array;
  /** The ways to order the seats of one state: |a|! / product of a_s!. */
  arrangements(state: number): bigint;
  /** The digit vector of one state. */
  digitsOf(state: number): readonly number[];
  /** The inverse of `digitsOf`, or -1 when a digit exceeds its quota. */
  indexOf(digits: readonly number[]): number;
}

/** Mixed radix, last seat fastest, so that sums of states within the quotas are sums of indices. */
export function stateSpace(quotas: readonly number[]): StateSpace {
  const seats = quotas.length;
  const size = quotas.reduce((product, quota) => product * (quota + 1), 1);
  const digits = new Int32Array(size * seats);
  const totals = new Int32Array(size);
  for (let state = 0; state < size; state += 1) {
    let rest = state;
    for (let seat = seats - 1; seat >= 0; seat -= 1) {
      const radix = at(quotas, seat) + 1;
      const digit = rest % radix;
      digits[state * seats + seat] = digit;
      totals[state] = at(totals, state) + digit;
      rest = (rest - digit) / radix;
    }
  }
  const roomCache: (Int32Array | undefined)[] = [];

  const arrangementCache: (bigint | undefined)[] = [];

  function arrangements(state: number): bigint {
    const cached = arrangementCache[state];
    if (cached !== undefined) return cached;
    const result = multinomial(digitsOf(state));
    arrangementCache[state] = result;
    return result;
  }

  function digitsOf(state: number): readonly number[] {
    return Array.from(digits.subarray(state * seats, (state + 1) * seats));
  }

  function indexOf(vector: readonly number[]): number {
    let index = 0;
    for (const [seat, digit] of vector.entries()) {
      if (digit > at(quotas, seat)) return -1;
      index = index * (at(quotas, seat) + 1) + digit;
    }
    return index;
  }

  function roomFor(state: number): Int32Array {
    const cached = roomCache[state];
    if (cached !== undefined) return cached;
    const room: number[] = [];
    for (let other = 0; other + state < size; other += 1) {
      if (fits(other, state)) room.push(other);
    }
    const result = Int32Array.from(room);
    roomCache[state] = result;
    return result;
  }

  function fits(left: number, right: number): boolean {
    for (let seat = 0; seat < seats; seat += 1) {
      const sum = at(digits, left * seats + seat) + at(digits, right * seats + seat);
      if (sum > at(quotas, seat)) return false;
    }
    return true;
  }

  return { quotas, size, full: size - 1, digits, totals, roomFor, arrangements, digitsOf, indexOf };
}
