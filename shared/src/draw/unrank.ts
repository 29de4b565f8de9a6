import { at } from "./at.ts";
import { arrangementAt, binomial, combinationAt, multinomial } from "./combinatorics.ts";
import type { CountedClass, CountedNode, Factor, Term } from "./count.ts";
import type { Group, Member } from "./grouping.ts";
import type { StateSpace } from "./states.ts";

/** A member in a seat; `seat` is the index of the specialty. */
export interface Seated {
  readonly seat: number;
  readonly member: Member;
}

/**
 * Panel number `index` of those that fill exactly `state` from this node: parts are decided from
 * the last to the first, each taking the share of the number that its own count explains.
 */
export function unrank(
  node: CountedNode<bigint>,
  space: StateSpace,
  state: number,
  index: bigint,
): readonly Seated[] {
  if (node.kind === "cell") {
    return splitAcross(node.classes, space, state, index).flatMap(({ factor, term, inner }) =>
      unrankClass(factor, space.digitsOf(term.state), inner),
    );
  }
  return splitAcross(node.parts, space, state, index).flatMap(({ factor, term, inner }) =>
    unrank(factor.node, space, term.state, inner),
  );
}

interface Share<F> {
  readonly factor: F;
  readonly term: Term<bigint>;
  readonly inner: bigint;
}

function splitAcross<F extends Factor<bigint>>(
  factors: readonly F[],
  space: StateSpace,
  state: number,
  index: bigint,
): readonly Share<F>[] {
  const shares: Share<F>[] = [];
  let left = state;
  let rest = index;
  for (const factor of factors.toReversed()) {
    const term = factor.terms.find(({ state: taken, value }) => {
      if (!isWithin(space, taken, left)) return false;
      const weight = at(factor.before, left - taken) * value;
      if (rest < weight) return true;
      rest -= weight;
      return false;
    });
    if (term === undefined) throw new RangeError("the index exceeds the count");
    shares.push({ factor, term, inner: rest % term.value });
    rest /= term.value;
    left -= term.state;
  }
  if (left !== 0 || rest !== 0n) throw new RangeError("the index exceeds the count");
  return shares;
}

function isWithin(space: StateSpace, state: number, bound: number): boolean {
  const seats = space.quotas.length;
  for (let seat = 0; seat < seats; seat += 1) {
    if (at(space.digits, state * seats + seat) > at(space.digits, bound * seats + seat))
      return false;
  }
  return true;
}

function unrankClass(
  { members: { groups, seatWeights } }: CountedClass<bigint>,
  counts: readonly number[],
  index: bigint,
): readonly Seated[] {
  const chosen = counts.reduce((sum, count) => sum + count, 0);
  const combinations = binomial(groups.length, chosen);
  const arrangements = multinomial(counts);
  const positions = combinationAt(groups.length, chosen, index % combinations);
  let rest = index / combinations;
  const seats = arrangementAt(counts, rest % arrangements);
  rest /= arrangements;
  return positions.map((position, i) => {
    const seat = at(seats, i);
    const weight = BigInt(at(seatWeights, seat));
    const member = memberAt(at(groups, position), seat, Number(rest % weight));
    rest /= weight;
    return { seat, member };
  });
}

function memberAt(group: Group, seat: number, offset: number): Member {
  let rest = offset;
  for (const member of group.members) {
    if (!member.seats.includes(seat)) continue;
    if (rest < member.weight) return member;
    rest -= member.weight;
  }
  throw new RangeError("the offset exceeds the group's weight");
}
