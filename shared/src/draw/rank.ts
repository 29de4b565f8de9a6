import { at } from "./at.ts";
import { arrangementRank, binomial, combinationRank, multinomial } from "./combinatorics.ts";
import type { CountedClass, CountedNode, Factor } from "./count.ts";
import type { CountedDraw } from "./prepare.ts";
import type { StateSpace } from "./states.ts";
import type { PanelSeat } from "./spec.ts";
import type { Seated } from "./unrank.ts";

/** A panel member with its group's place in its class. */
interface Placed extends Seated {
  readonly position: number;
}

/** How a node is filled: which seats it takes, and which of the ways to take them this is. */
interface Filling {
  readonly state: number;
  readonly index: bigint;
}

/**
 * The number of a panel in [0, N), the inverse of `panelAt`; with weights, the smallest of its
 * numbers. Null when the panel is not among those counted.
 */
export function rankPanel(draw: CountedDraw, panel: readonly PanelSeat[]): bigint | null {
  const wanted = new Map(
    panel.map(({ ref, seat }) => [ref, draw.problem.specialties.indexOf(seat)]),
  );
  if (wanted.size < panel.length) return null;
  const found: string[] = [];
  const filling = rankNode(draw.counted, draw.space, wanted, found);
  if (filling === null || filling.state !== draw.space.full) return null;
  return found.length === panel.length ? filling.index : null;
}

function rankNode(
  node: CountedNode<bigint>,
  space: StateSpace,
  wanted: ReadonlyMap<string, number>,
  found: string[],
): Filling | null {
  const filling =
    node.kind === "cell"
      ? combine(node.classes, space, (factor) => rankClass(factor, space, wanted, found))
      : combine(node.parts, space, ({ node: part }) => rankNode(part, space, wanted, found));
  const isCounted = node.terms.some(({ state }) => state === filling?.state);
  return isCounted ? filling : null;
}

/** Undoes the split of `unrank`: what came before the last part is its quotient. */
function combine<F extends Factor<bigint>>(
  factors: readonly F[],
  space: StateSpace,
  rankFactor: (factor: F) => Filling | null,
): Filling | null {
  let state = 0;
  let index = 0n;
  for (const factor of factors) {
    const filling = rankFactor(factor);
    if (filling === null) return null;
    const sum = addStates(space, state, filling.state);
    if (sum === null) return null;
    let skipped = 0n;
    for (const term of factor.terms) {
      if (term.state === filling.state) {
        index = skipped + filling.index + term.value * index;
        break;
      }
      const rest = subtractStates(space, sum, term.state);
      if (rest !== null) skipped += at(factor.before, rest) * term.value;
    }
    state = sum;
  }
  return { state, index };
}

function addStates(space: StateSpace, left: number, right: number): number | null {
  const added = space.digitsOf(right);
  const sum = space.indexOf(space.digitsOf(left).map((digit, seat) => digit + at(added, seat)));
  return sum < 0 ? null : sum;
}

function subtractStates(space: StateSpace, from: number, state: number): number | null {
  const taken = space.digitsOf(state);
  const isWithin = space.digitsOf(from).every((digit, seat) => digit >= at(taken, seat));
  return isWithin ? from - state : null;
}

function rankClass(
  { members: { groups, seatWeights } }: CountedClass<bigint>,
  space: StateSpace,
  wanted: ReadonlyMap<string, number>,
  found: string[],
): Filling | null {
  const placed: Placed[] = [];
  for (const [position, group] of groups.entries()) {
    for (const member of group.members) {
      const seat = wanted.get(member.ref);
      if (seat === undefined) continue;
      if (!member.seats.includes(seat) || placed.at(-1)?.position === position) return null;
      placed.push({ seat, member, position });
      found.push(member.ref);
    }
  }
  const counts = space.quotas.map((_, seat) => placed.filter((one) => one.seat === seat).length);
  const state = space.indexOf(counts);
  if (state < 0) return null;
  const offsets = placed.reduceRight((rest, { seat, member, position }) => {
    const before = at(groups, position).members.filter((other) => other.seats.includes(seat));
    const offset = before
      .slice(0, before.indexOf(member))
      .reduce((sum, other) => sum + other.weight, 0);
    return rest * BigInt(at(seatWeights, seat)) + BigInt(offset);
  }, 0n);
  const seats = placed.map((one) => one.seat);
  const positions = placed.map((one) => one.position);
  const arrangement = arrangementRank(counts, seats) + multinomial(counts) * offsets;
  const combinations = binomial(groups.length, positions.length);
  return { state, index: combinationRank(groups.length, positions) + combinations * arrangement };
}
