import { at } from "./at.ts";
import { groupTypes, type GroupType } from "./expert-types.ts";
import { tighten, withEqualities, type RegionEquality } from "./equalities.ts";
import { explainNoPanel } from "./explain.ts";
import { fitWeights } from "./fit.ts";
import { prepareDraw, type PreparedDraw } from "./prepare.ts";
import { problemOf } from "./problem.ts";
import { isDrawRefusal, refuseDraw, type DrawRefusal } from "./refusal.ts";
import type { DrawSpec, PoolEntry } from "./spec.ts";
import { leximinTargets } from "./leximin.ts";
import { equalTargets, type Targets } from "./targets.ts";

/** Weights of 24 bits bring every chance within 3.3e-7 of its target. */
const LARGEST_WEIGHT = 2 ** 24 - 1;
/** Chances further off than this are not stated as reached. */
export const CHANCE_TOLERANCE = 1e-5;

/** What is sealed for the `equal` law, before any seed exists. */
export interface EqualSeal {
  /** The rules as they were; a saturated employer may have become a region without bounds. */
  readonly spec: DrawSpec;
  /** What the first draw must meet exactly; substitutions need not. */
  readonly equalities: readonly RegionEquality[];
  /** The pool with fitted weights, to be drawn from with `withEqualities(spec, equalities)`. */
  readonly pool: readonly PoolEntry[];
  readonly chances: "equal" | "leximin";
  /** The largest relative error of any expert's chance, before rounding to integers. */
  readonly deviation: number;
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
  const wanted = wantedChances(spec, pool);
  if (isDrawRefusal(wanted)) return wanted;
  const tight = tighten(spec, pool, wanted.prepared, wanted.types, wanted.targets);
  const fitted =
    tight.equalities.length === 0
      ? wanted
      : wantedChances(withEqualities(tight.spec, tight.equalities), tight.pool);
  if (isDrawRefusal(fitted)) return fitted;
  const { weights, deviation, rounds } = fitWeights(fitted.prepared, fitted.types, fitted.targets);
  if (deviation > CHANCE_TOLERANCE) {
    return refuseDraw(
      "draw.chances-unattainable",
      `fitting stopped at a relative error of ${deviation.toExponential(2)}; use the uniform law`,
    );
  }
  const weighted = inLowestTerms(withWeights(tight.pool, fitted.types, weights));
  return { ...tight, pool: weighted, chances: wanted.chances, deviation, rounds };
}

interface WantedChances {
  readonly prepared: PreparedDraw;
  readonly types: readonly GroupType[];
  readonly targets: Targets;
  readonly chances: "equal" | "leximin";
}

/** The chances that the rules permit at best: equal ones or, where the rules forbid that, LEXIMIN ones. */
export function wantedChances(
  spec: DrawSpec,
  pool: readonly PoolEntry[],
): WantedChances | DrawRefusal {
  const prepared = prepareDraw(problemOf({ spec, pool, law: "uniform" }));
  if (isDrawRefusal(prepared)) return prepared;
  const types = groupTypes(prepared.cells);
  const equal = equalTargets(prepared, types);
  if (equal !== null) return { prepared, types, targets: equal, chances: "equal" };
  const targets = leximinTargets(prepared, types);
  return targets === null
    ? explainNoPanel(prepared)
    : { prepared, types, targets, chances: "leximin" };
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

/** Common factors of all weights say nothing; where everybody's weight is the same it becomes 1. */
function inLowestTerms(pool: readonly PoolEntry[]): readonly PoolEntry[] {
  const divisor = pool.reduce((common, { weight }) => greatestDivisor(common, weight), 0);
  return divisor <= 1 ? pool : pool.map((entry) => ({ ...entry, weight: entry.weight / divisor }));
}

function greatestDivisor(left: number, right: number): number {
  let a = left;
  let b = right;
  while (b !== 0) [a, b] = [b, a % b];
  return a;
}
