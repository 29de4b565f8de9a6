import { at } from "./at.ts";
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
  const root = Array.from({ length: space.size }, () => ring.zero);
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
    const masked = Array.from({ length: space.size }, () => ring.zero);
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
      const share = Array.from({ length: space.size }, () => ring.zero);
      const previous = Array.from({ length: space.size }, () => ring.zero);
      for (const { state, value } of factor.terms) {
        for (const other of space.roomFor(state)) {
          const reached = at(current, other + state);
          if (reached === ring.zero) continue;
          const before = at(factor.before, other);
          if (before !== ring.zero) {
            share[state] = ring.add(at(share, state), ring.multiply(reached, before));
          }
          previous[other] = ring.add(at(previous, other), ring.multiply(reached, value));
        }
      }
      visit(factor, share);
      current = previous;
    }
  }

  function seatTotals(factor: Factor<T>, share: Dense<T>): readonly T[] {
    const totals = space.quotas.map(() => ring.zero);
    for (const { state, value } of factor.terms) {
      const weight = ring.multiply(value, at(share, state));
      if (weight === ring.zero) continue;
      for (const [seat, digit] of space.digitsOf(state).entries()) {
        const filled = ring.multiply(weight, ring.fromCount(BigInt(digit)));
        totals[seat] = ring.add(at(totals, seat), filled);
      }
    }
    return totals;
  }
}
