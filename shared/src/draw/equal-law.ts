import { at } from "./at.ts";
import { groupTypes, type GroupType } from "./expert-types.ts";
import { fitWeights } from "./fit.ts";
import { compare, whole } from "./fraction.ts";
import { prepareDraw, type PreparedDraw } from "./prepare.ts";
import { problemOf } from "./problem.ts";
import { isDrawRefusal, refuseDraw, type DrawRefusal } from "./refusal.ts";
import type { DrawSpec, PoolEntry } from "./spec.ts";
import { leximinTargets } from "./leximin.ts";
import { equalTargets, regionSums, type Targets } from "./targets.ts";

/** Weights of 24 bits bring every chance within 3.3e-7 of its target. */
const LARGEST_WEIGHT = 2 ** 24 - 1;
/** Chances further off than this are not stated as reached. */
export const CHANCE_TOLERANCE = 1e-5;

/** What is sealed for the `equal` law, before any seed exists. */
export interface EqualSeal {
  /** The spec with the bounds that the targets meet exactly turned into equalities. */
  readonly spec: DrawSpec;
  /** The pool with fitted weights, for `drawPanel` with `law: "equal"`. */
  readonly pool: readonly PoolEntry[];
  /** The largest relative error of any expert's chance, before rounding to integers. */
  readonly deviation: number;
  readonly chances: "equal" | "leximin";
  readonly rounds: number;
}

/**
 * Fits integer weights under which all experts of a specialty have the same chance or, where the
 * rules forbid that, LEXIMIN chances.
 */
export function sealEqualWeights(
  spec: DrawSpec,
  pool: readonly PoolEntry[],
): EqualSeal | DrawRefusal {
  const prepared = prepareDraw(problemOf({ spec, pool, law: "uniform" }));
  if (isDrawRefusal(prepared)) return prepared;
  const types = groupTypes(prepared.cells);
  const equal = equalTargets(prepared, types);
  const targets = equal ?? leximinTargets(prepared, types);
  if (targets === null) return refuseDraw("draw.no-valid-panel", "no panel obeys every rule");

  const tightSpec = tightened(spec, prepared, types, targets);
  const tight = prepareDraw(problemOf({ spec: tightSpec, pool, law: "uniform" }));
  if (isDrawRefusal(tight)) return tight;
  const { weights, deviation, rounds } = fitWeights(tight, types, targets);
  if (deviation > CHANCE_TOLERANCE) {
    return refuseDraw(
      "draw.chances-unattainable",
      `fitting stopped at a relative error of ${deviation.toExponential(2)}; use the uniform law`,
    );
  }
  return {
    spec: tightSpec,
    pool: withWeights(pool, types, weights),
    chances: equal === null ? "leximin" : "equal",
    deviation,
    rounds,
  };
}

/** Bounds that the targets meet exactly become equalities; otherwise weights would diverge. */
function tightened(
  spec: DrawSpec,
  prepared: PreparedDraw,
  types: readonly GroupType[],
  targets: Targets,
): DrawSpec {
  const sums = regionSums(prepared, types, targets);
  const regions = spec.regions.map((rule) => {
    const node = prepared.tree.nodeOf.get(rule.region);
    const sum = node && sums.get(node);
    if (node === undefined || sum === undefined) return rule;
    if (compare(sum, whole(node.min)) === 0) return { ...rule, max: node.min };
    if (compare(sum, whole(node.max)) === 0) return { ...rule, min: node.max, max: node.max };
    return rule;
  });
  return { ...spec, regions };
}

function withWeights(
  pool: readonly PoolEntry[],
  types: readonly GroupType[],
  weights: readonly (readonly number[])[],
): readonly PoolEntry[] {
  const largest = weights.reduce((most, row) => row.reduce((a, b) => Math.max(a, b), most), 0);
  const integerOf = new Map<string, number>();
  for (const [i, { kinds, groups }] of types.entries()) {
    const byKind = kinds.map((kind, k): readonly [string, number] => {
      const scaled = Math.round((at(at(weights, i), k) / largest) * LARGEST_WEIGHT);
      return [kind.seats.join("."), Math.max(1, scaled)];
    });
    const integers = new Map(byKind);
    for (const { ref, seats } of groups.flatMap((group) => group.members)) {
      integerOf.set(ref, integers.get(seats.join(".")) ?? 1);
    }
  }
  return pool.map((entry) => ({ ...entry, weight: integerOf.get(entry.ref) ?? 1 }));
}
