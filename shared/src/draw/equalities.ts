import { at } from "./at.ts";
import type { GroupType } from "./expert-types.ts";
import { compare, whole } from "./fraction.ts";
import { seatsIn } from "./problem.ts";
import type { PreparedDraw } from "./prepare.ts";
import type { DrawSpec, PoolEntry } from "./spec.ts";
import { groupSum, isSurelyBelowOne, regionSums, type Targets } from "./targets.ts";

/** A region that sends exactly this many members to the first panel. */
export interface RegionEquality {
  readonly region: string;
  readonly count: number;
}

/** The rules with saturated employers as regions of their own, and what is exact about them. */
export interface TightRules {
  readonly spec: DrawSpec;
  readonly pool: readonly PoolEntry[];
  readonly equalities: readonly RegionEquality[];
}

/**
 * Finds the bounds that the targets meet exactly, where no finite weights would do: a region at
 * its minimum or maximum, and an employer (or expert) whose chance to send a member is one. Such
 * an employer becomes a region inside its region, without bounds of its own, so that the rules
 * stay what they were; only the equalities, which hold for the first draw alone, narrow them.
 */
export function tighten(
  spec: DrawSpec,
  pool: readonly PoolEntry[],
  prepared: PreparedDraw,
  types: readonly GroupType[],
  targets: Targets,
): TightRules {
  const sums = regionSums(prepared, types, targets);
  const equalities: RegionEquality[] = [];
  for (const { region } of spec.regions) {
    const node = prepared.tree.nodeOf.get(region);
    const sum = node && sums.get(node);
    if (node === undefined || sum === undefined) continue;
    if (compare(sum, whole(node.min)) === 0) equalities.push({ region, count: node.min });
    else if (compare(sum, whole(node.max)) === 0) equalities.push({ region, count: node.max });
  }
  const saturated = types
    .filter(
      (type, i) =>
        !isSurelyBelowOne(type, at(targets, i)) &&
        compare(groupSum(type, at(targets, i)), whole(1)) === 0,
    )
    .flatMap((type) => type.groups.map((group) => group.members.map((member) => member.ref)));
  const own = ownRegions(spec, pool, saturated, seatsIn(prepared.problem));
  return {
    spec: { ...spec, regions: [...spec.regions, ...own.regions] },
    pool: pool.map((entry) => ({ ...entry, region: own.regionOf.get(entry.ref) ?? entry.region })),
    equalities: [...equalities, ...own.regions.map(({ region }) => ({ region, count: 1 }))],
  };
}

/** The rules of the first draw. */
export function withEqualities(spec: DrawSpec, equalities: readonly RegionEquality[]): DrawSpec {
  const counts = new Map(equalities.map(({ region, count }) => [region, count]));
  const regions = spec.regions.map((rule) => {
    const count = counts.get(rule.region);
    return count === undefined ? rule : { ...rule, min: count, max: count };
  });
  return { ...spec, regions };
}

function ownRegions(
  spec: DrawSpec,
  pool: readonly PoolEntry[],
  saturated: readonly (readonly string[])[],
  total: number,
): { readonly regions: DrawSpec["regions"]; readonly regionOf: ReadonlyMap<string, string> } {
  const taken = new Set([
    ...spec.regions.map((rule) => rule.region),
    ...pool.map((one) => one.region),
  ]);
  const named = new Set(spec.regions.map((rule) => rule.region));
  const members = new Set(saturated.flat());
  const parentOf = new Map(
    pool.filter(({ ref }) => members.has(ref)).map((one) => [one.ref, one.region]),
  );
  const regionOf = new Map<string, string>();
  const regions: DrawSpec["regions"] = [];
  let number = 0;
  for (const refs of saturated) {
    let region = "";
    do {
      number += 1;
      region = `#${number}`;
    } while (taken.has(region));
    for (const ref of refs) regionOf.set(ref, region);
    const parent = parentOf.get(refs[0] ?? "") ?? "";
    const bounds = { region, min: 0, max: total };
    regions.push(named.has(parent) ? { ...bounds, parent } : bounds);
  }
  return { regions, regionOf };
}
