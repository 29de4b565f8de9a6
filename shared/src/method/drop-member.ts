import { parseDecimal } from "./decimal.ts";
import type { GivenMarks } from "./given-marks.ts";
import { unitsPerPoint } from "./mark-units.ts";
import type { BidMarks } from "./panel-sheets.ts";
import { absolute, add, compare, rational, zero } from "./rational.ts";
import type { Rational } from "./rational.ts";

/** Numerators of one bid's differences, by the number of marks that is their denominator. */
type Differences = Map<number, bigint>;

const addDifferences = (
  byMember: Map<string, Differences>,
  { members, units, sum }: GivenMarks,
  factor: bigint,
): void => {
  const count = BigInt(units.length);
  units.forEach((own, index) => {
    const member = members[index] ?? "";
    const differences = byMember.get(member) ?? new Map<number, bigint>();
    const before = differences.get(units.length) ?? 0n;
    differences.set(units.length, before + (own * count - sum) * factor);
    byMember.set(member, differences);
  });
};

const factorUnits = (factor: string | undefined): bigint => {
  const { numerator, denominator } = parseDecimal(factor ?? "1");
  return (numerator * unitsPerPoint) / denominator;
};

const totalOf = (differences: Differences): Rational =>
  [...differences]
    .map(([count, units]) => rational(units, BigInt(count) * unitsPerPoint * unitsPerPoint))
    .reduce(add, zero);

/**
 * How far each member lies from the panel: over all bids, the size of the difference between the
 * member's own points and the panel's mean points on the same items.
 */
export const memberDistances = (bids: readonly BidMarks[]): ReadonlyMap<string, Rational> => {
  const distances = new Map<string, Rational>();
  for (const bid of bids) {
    const byMember = new Map<string, Differences>();
    for (const item of bid.items) addDifferences(byMember, item, factorUnits(item.item.factor));
    for (const [member, differences] of byMember) {
      const far = absolute(totalOf(differences));
      distances.set(member, add(distances.get(member) ?? zero, far));
    }
  }
  return distances;
};

/**
 * The one member who lies farthest from the panel; undefined when several lie equally far, for no
 * reason would then favour dropping one of them over another.
 */
export const farthestMember = (bids: readonly BidMarks[]): string | undefined => {
  const [first, second] = [...memberDistances(bids)].toSorted(([, a], [, b]) => compare(b, a));
  if (first === undefined || second === undefined) return undefined;
  return compare(first[1], second[1]) === 0 ? undefined : first[0];
};
