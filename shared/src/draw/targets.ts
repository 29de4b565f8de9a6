import { at } from "./at.ts";
import { holdersPerSeat, type GroupType } from "./expert-types.ts";
import {
  compare,
  fraction,
  plus,
  times,
  toNumber,
  whole,
  ZERO,
  type Fraction,
} from "./fraction.ts";
import type { PreparedDraw } from "./prepare.ts";
import type { RegionNode } from "./region-tree.ts";

/** The chance wanted for every expert, per type and kind, in the order of the types. */
export type Targets = readonly (readonly Fraction[])[];

/**
 * Equal chances: q_s/n_s for each specialty, added up over the specialties that an expert holds.
 * The rules form a flow polytope, so these chances are attainable exactly when no employer sums
 * to more than one and every region sums to what its bounds permit. Null when they are not.
 */
export function equalTargets(draw: PreparedDraw, types: readonly GroupType[]): Targets | null {
  const { quotas } = draw.space;
  const holders = holdersPerSeat(types, quotas.length);
  if (holders.some((count, seat) => count < at(quotas, seat))) return null;
  const perSeat = quotas.map((quota, seat) =>
    quota === 0 ? ZERO : fraction(BigInt(quota), BigInt(at(holders, seat))),
  );
  // Few sets of seats occur: each is added up once, and everybody who holds it shares the sum.
  const known = new Map<string, Fraction>();
  const sumOf = (seats: readonly number[]): Fraction => {
    const key = seats.join(".");
    const sum = known.get(key) ?? seats.map((seat) => at(perSeat, seat)).reduce(plus, ZERO);
    known.set(key, sum);
    return sum;
  };
  const targets = types.map(({ kinds }) => kinds.map(({ seats }) => sumOf(seats)));
  const fitsEmployers = types.every(
    (type, i) =>
      isSurelyBelowOne(type, at(targets, i)) || isAtMost(groupSum(type, at(targets, i)), 1),
  );
  const sums = regionSums(draw, types, targets);
  const fitsRegions = [...sums].every(
    ([node, sum]) => isAtMost(sum, node.max) && compare(sum, whole(node.min)) >= 0,
  );
  return fitsEmployers && fitsRegions ? targets : null;
}

/** The expected number of members from each region of the tree. */
export function regionSums(
  draw: PreparedDraw,
  types: readonly GroupType[],
  targets: Targets,
): ReadonlyMap<RegionNode, Fraction> {
  // Experts are counted by their target, of which there are few, before anything is added up exactly.
  const experts = draw.cells.map(() => new Map<Fraction, number>());
  for (const [i, { cell, kinds, groups }] of types.entries()) {
    const counts = at(experts, cell);
    for (const [kind, { perGroup }] of kinds.entries()) {
      const target = at(at(targets, i), kind);
      counts.set(target, (counts.get(target) ?? 0) + perGroup * groups.length);
    }
  }
  const cellSums = experts.map((counts) =>
    [...counts].map(([target, count]) => times(target, count)).reduce(plus, ZERO),
  );
  const sums = new Map<RegionNode, Fraction>();
  const add = (node: RegionNode): Fraction => {
    const sum =
      node.kind === "cell" ? at(cellSums, node.cell) : node.parts.map(add).reduce(plus, ZERO);
    sums.set(node, sum);
    return sum;
  };
  add(draw.tree.root);
  return sums;
}

export function groupSum(type: GroupType, targets: readonly Fraction[]): Fraction {
  return type.kinds
    .map(({ perGroup }, kind) => times(at(targets, kind), perGroup))
    .reduce(plus, ZERO);
}

function isAtMost(sum: Fraction, bound: number): boolean {
  return compare(sum, whole(bound)) <= 0;
}

const values = new WeakMap<Fraction, number>();

/** Doubles decide only what is far from doubt; whatever is near one is added up exactly. */
export function isSurelyBelowOne({ kinds }: GroupType, targets: readonly Fraction[]): boolean {
  let sum = 0;
  for (const [kind, { perGroup }] of kinds.entries()) {
    const target = at(targets, kind);
    const value = values.get(target) ?? toNumber(target);
    values.set(target, value);
    sum += value * perGroup;
  }
  return sum < 1 - 1e-6;
}
