import { at, repeated } from "./at.ts";
import type { CountedArea, CountedNode, Dense, Factor } from "./count.ts";
import type { GroupClass } from "./grouping.ts";
import type { Ring } from "./ring.ts";
import type { StateSpace } from "./states.ts";

/** The total weight of the panels in which the class fills each seat, counted per seat filled. */
export interface ClassTotals<T> {
  readonly members: GroupClass;
  readonly seatTotals: readonly T[];
}

/**
 * Differentiates the count: walks the products backwards, handing each factor the weight that
 * every one of its terms has in N. Costs about two counts, for all experts at once.
 */
export function classTotals<T>(
  counted: CountedArea<T>,
  space: StateSpace,
  ring: Ring<T>,
): readonly ClassTotals<T>[] {
  const results: ClassTotals<T>[] = [];
  const seatCount = space.quotas.length;
  const counts = Array.from({ length: Math.max(...space.quotas) + 1 }, (_, count) =>
    ring.fromCount(BigInt(count)),
  );
  const root = repeated(ring.zero, space.size);
  root[space.full] = ring.one;
  descend(counted, root);
  return results;

  function descend(node: CountedNode<T>, influence: Dense<T>): void {
    const masked = onlyCounted(node, influence);
    if (node.kind === "area") {
      walkBack(node.parts, masked, (part, share) => descend(part.node, share));
      return;
    }
    walkBack(node.classes, masked, (one, share) => {
      results.push({ members: one.members, seatTotals: seatTotals(one, share) });
    });
  }

  function onlyCounted(node: CountedNode<T>, influence: Dense<T>): Dense<T> {
    const masked = repeated(ring.zero, space.size);
    for (const { state } of node.terms) masked[state] = at(influence, state);
    return masked;
  }

  function walkBack<F extends Factor<T>>(
    factors: readonly F[],
    influence: Dense<T>,
    visit: (factor: F, share: Dense<T>) => void,
  ): void {
    let current = influence;
    for (const factor of factors.toReversed()) {
      const share = repeated(ring.zero, space.size);
      const previous = repeated(ring.zero, space.size);
      for (const { state, value } of factor.terms) {
        let shared = ring.zero;
        for (const other of space.roomFor(state)) {
          const reached = current[other + state] ?? ring.zero;
          if (reached === ring.zero) continue;
          const before = factor.before[other] ?? ring.zero;
          if (before !== ring.zero) shared = ring.add(shared, ring.multiply(reached, before));
          const known = previous[other] ?? ring.zero;
          previous[other] = ring.add(known, ring.multiply(reached, value));
        }
        share[state] = shared;
      }
      visit(factor, share);
      current = previous;
    }
  }

  function seatTotals(factor: Factor<T>, share: Dense<T>): readonly T[] {
    const totals = repeated(ring.zero, seatCount);
    for (const { state, value } of factor.terms) {
      const weight = ring.multiply(value, share[state] ?? ring.zero);
      if (weight === ring.zero) continue;
      for (let seat = 0; seat < seatCount; seat += 1) {
        const digit = space.digits[state * seatCount + seat] ?? 0;
        if (digit === 0) continue;
        const filled = ring.multiply(weight, counts[digit] ?? ring.zero);
        totals[seat] = ring.add(totals[seat] ?? ring.zero, filled);
      }
    }
    return totals;
  }
}
