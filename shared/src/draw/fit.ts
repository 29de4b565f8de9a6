import { at } from "./at.ts";
import { classTotals } from "./class-totals.ts";
import { countTree, panelCount } from "./count.ts";
import type { GroupType } from "./expert-types.ts";
import { toNumber } from "./fraction.ts";
import type { GroupClass } from "./grouping.ts";
import type { PreparedDraw } from "./prepare.ts";
import { doubles } from "./ring.ts";
import type { Targets } from "./targets.ts";

/** Weights per type and kind, with the largest relative error of any chance under them. */
export interface Fit {
  readonly weights: readonly (readonly number[])[];
  readonly deviation: number;
  readonly rounds: number;
}

const MAX_ROUNDS = 500;
/** With the rounding to 24 bits, chances stay within 1e-6 of their targets. */
const GOOD_ENOUGH = 5e-7;

/**
 * Where experts hold several specialties the error shrinks slowly along few directions. A stride
 * every third round, once errors are small, overshoots along exactly those, and halves the rounds.
 */
const STRIDE = 3;
const CALM = 0.05;

/** How far a correction is followed; a slower gear is taken after so many rounds without gain. */
const PATIENCE = 6;
const GEARS = ["stride", "whole", "root", "fourth-root"] as const;

/**
 * Iterative fitting (after Chen, Dempster and Liu, Biometrika 81:457, 1994): multiplies each
 * weight by wanted over found chance until all agree, more cautiously where that overshoots. Only
 * sums, products, quotients and square roots of doubles, in a fixed order, all of which round the
 * same everywhere: every machine finds the same weights.
 */
export function fitWeights(draw: PreparedDraw, types: readonly GroupType[], targets: Targets): Fit {
  const wanted = targets.map((row) => row.map(toNumber));
  let weights: readonly (readonly number[])[] = wanted.map((row) =>
    row.map((p) => (p > 0 ? 1 : 0)),
  );
  let best: Fit = { weights, deviation: Number.POSITIVE_INFINITY, rounds: 0 };
  let gear = 0;
  let shifted = 0;
  for (let rounds = 1; rounds <= MAX_ROUNDS; rounds += 1) {
    weights = normalised(draw, types, weights);
    const found = chancesUnder(draw, types, weights);
    const deviation = largestDeviation(wanted, found);
    if (deviation < best.deviation) best = { weights, deviation, rounds };
    if (deviation < GOOD_ENOUGH) break;
    if (rounds - Math.max(best.rounds, shifted) >= PATIENCE && gear < GEARS.length - 1) {
      gear += 1;
      shifted = rounds;
    }
    const follow = corrector(GEARS[gear] ?? "whole", rounds % STRIDE === 0 && deviation < CALM);
    weights = weights.map((row, i) =>
      row.map((weight, kind) => {
        const chance = at(at(found, i), kind);
        return chance > 0 ? weight * follow(at(at(wanted, i), kind) / chance) : weight;
      }),
    );
  }
  return best;
}

/** Powers by multiplication and roots, because `**` may round differently on another machine. */
function corrector(
  gear: (typeof GEARS)[number],
  mayStride: boolean,
): (correction: number) => number {
  if (gear === "root") return Math.sqrt;
  if (gear === "fourth-root") return (correction) => Math.sqrt(Math.sqrt(correction));
  const isStride = gear === "stride" && mayStride;
  return (correction) =>
    isStride ? correction * correction * (correction * correction) : correction;
}

/** Scales all weights so that they add up to the seats, which keeps the products near one. */
function normalised(
  draw: PreparedDraw,
  types: readonly GroupType[],
  weights: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  let sum = 0;
  for (const [i, { kinds, groups }] of types.entries()) {
    for (const [kind, { perGroup }] of kinds.entries()) {
      sum += at(at(weights, i), kind) * perGroup * groups.length;
    }
  }
  const scale = at(draw.space.totals, draw.space.full) / sum;
  return weights.map((row) => row.map((weight) => weight * scale));
}

/** The chance of one expert of each type and kind to be on the panel, in doubles. */
function chancesUnder(
  draw: PreparedDraw,
  types: readonly GroupType[],
  weights: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const classes = types.map((type, i) => weightedClass(draw, type, at(weights, i)));
  const byCell = Map.groupBy(classes.keys(), (i) => at(types, i).cell);
  const cells = draw.cells.map((_, cell) => (byCell.get(cell) ?? []).map((i) => at(classes, i)));
  const counted = countTree(draw.tree, cells, draw.space, doubles);
  const total = panelCount(counted, draw.space, doubles);
  const units = new Map<GroupClass, readonly number[]>();
  for (const { members, seatTotals } of classTotals(counted, draw.space, doubles)) {
    const unit = seatTotals.map((weight, seat) => {
      const shared = at(members.seatWeights, seat) * members.groups.length;
      return shared === 0 ? 0 : weight / shared / total;
    });
    units.set(members, unit);
  }
  return types.map(({ kinds }, i) => {
    const unit = units.get(at(classes, i)) ?? [];
    return kinds.map(
      ({ seats }, kind) =>
        at(at(weights, i), kind) * seats.reduce((sum, seat) => sum + at(unit, seat), 0),
    );
  });
}

function weightedClass(
  draw: PreparedDraw,
  { kinds, groups }: GroupType,
  weights: readonly number[],
): GroupClass {
  const seatWeights = draw.space.quotas.map((_, seat) =>
    kinds.reduce(
      (sum, kind, i) => (kind.seats.includes(seat) ? sum + kind.perGroup * at(weights, i) : sum),
      0,
    ),
  );
  return { seatWeights, groups };
}

function largestDeviation(
  wanted: readonly (readonly number[])[],
  found: readonly (readonly number[])[],
): number {
  let largest = 0;
  for (const [i, row] of wanted.entries()) {
    for (const [kind, chance] of row.entries()) {
      if (chance === 0) continue;
      largest = Math.max(largest, Math.abs(at(at(found, i), kind) / chance - 1));
    }
  }
  return largest;
}
