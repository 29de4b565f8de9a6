import { at } from "./at.ts";

/** C(n, k), exactly; 0 when k > n. */
export function binomial(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  const shorter = Math.min(k, n - k);
  let result = 1n;
  for (let i = 1; i <= shorter; i += 1) result = (result * BigInt(n - shorter + i)) / BigInt(i);
  return result;
}

/** The ways to order a multiset: (sum of counts)! / product of counts!. */
export function multinomial(counts: readonly number[]): bigint {
  let placed = 0;
  let result = 1n;
  for (const count of counts) {
    placed += count;
    result *= binomial(placed, count);
  }
  return result;
}

/**
 * Combination number `rank` of `size` items out of 0..n-1, in lexicographic order, ascending. Of
 * the combinations of the items from `first` on, those whose least item is below i number
 * C(n-first, k) - C(n-i, k): each item is found by halving.
 */
export function combinationAt(n: number, size: number, rank: bigint): readonly number[] {
  const chosen: number[] = [];
  let rest = rank;
  let first = 0;
  for (let left = size; left > 0; left -= 1) {
    const all = binomial(n - first, left);
    let low = first;
    let high = n - left;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (all - binomial(n - middle, left) <= rest) low = middle;
      else high = middle - 1;
    }
    rest -= all - binomial(n - low, left);
    chosen.push(low);
    first = low + 1;
  }
  return chosen;
}

/** The inverse of `combinationAt`; `chosen` ascends. */
export function combinationRank(n: number, chosen: readonly number[]): bigint {
  let rank = 0n;
  let item = 0;
  for (const [position, pick] of chosen.entries()) {
    for (; item < pick; item += 1) rank += binomial(n - item - 1, chosen.length - position - 1);
    item = pick + 1;
  }
  return rank;
}

/** Arrangement number `rank` of a multiset with `counts[v]` copies of v, lexicographically. */
export function arrangementAt(counts: readonly number[], rank: bigint): readonly number[] {
  const left = [...counts];
  const length = counts.reduce((sum, count) => sum + count, 0);
  const arrangement: number[] = [];
  let rest = rank;
  while (arrangement.length < length) {
    for (let value = 0; value < left.length; value += 1) {
      const startingHere = arrangementsStartingWith(left, value);
      if (rest < startingHere) {
        arrangement.push(value);
        left[value] = at(left, value) - 1;
        break;
      }
      rest -= startingHere;
    }
  }
  return arrangement;
}

/** The inverse of `arrangementAt`. */
export function arrangementRank(counts: readonly number[], arrangement: readonly number[]): bigint {
  const left = [...counts];
  let rank = 0n;
  for (const value of arrangement) {
    for (let smaller = 0; smaller < value; smaller += 1) {
      rank += arrangementsStartingWith(left, smaller);
    }
    left[value] = at(left, value) - 1;
  }
  return rank;
}

function arrangementsStartingWith(left: readonly number[], value: number): bigint {
  if (at(left, value) === 0) return 0n;
  return multinomial(left.map((count, other) => (other === value ? count - 1 : count)));
}
