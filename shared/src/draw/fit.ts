import { at } from "./at.ts";
import type { GroupType } from "./expert-types.ts";
import { FitCount } from "./fit-count.ts";
import { toNumber, type Fraction } from "./fraction.ts";
import type { PreparedDraw } from "./prepare.ts";
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

/** A cell that answers more weakly than this is corrected in several rounds. */
const MOST_STEPS = 4096;

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
  const values = new Map<Fraction, number>();
  const valueOf = (target: Fraction): number => {
    const value = values.get(target) ?? toNumber(target);
    values.set(target, value);
    return value;
  };
  const wanted = targets.map((row) => row.map(valueOf));
  let weights: readonly (readonly number[])[] = wanted.map((row) =>
    row.map((p) => (p > 0 ? 1 : 0)),
  );
  let best: Fit = { weights, deviation: Number.POSITIVE_INFINITY, rounds: 0 };
  const count = new FitCount(draw, types);
  let gear = 0;
  let shifted = 0;
  for (let rounds = 1; rounds <= MAX_ROUNDS; rounds += 1) {
    weights = normalised(draw, types, weights);
    const found = chancesUnder(count, types, draw.space.quotas.length, weights);
    const deviation = largestDeviation(wanted, found);
    if (deviation < best.deviation) best = { weights, deviation, rounds };
    if (deviation < GOOD_ENOUGH) break;
    if (rounds - Math.max(best.rounds, shifted) >= PATIENCE && gear < GEARS.length - 1) {
      gear += 1;
      shifted = rounds;
    }
    const follow = corrector(GEARS[gear] ?? "whole", rounds % STRIDE === 0 && deviation < CALM);
    const cellwise = cellCorrections(count, types, wanted);
    weights = weights.map((row, i) => {
      const { ratio, factor } = at(cellwise, at(types, i).cell);
      return row.map((weight, kind) => {
        const chance = at(at(found, i), kind);
        if (chance === 0) return weight;
        return weight * factor * follow(at(at(wanted, i), kind) / chance / ratio);
      });
    });
  }
  return best;
}

/** What a cell has too few or too many of, and by how much to correct all of its weights for that. */
interface CellCorrection {
  readonly ratio: number;
  readonly factor: number;
}

/**
 * A cell whose bounds hardly let its count vary answers its weights weakly: its mean moves by the variance of the count,
 * so the correction is raised to mean over variance (a step of Newton's), by half of it, because what one cell gives
 * another takes. Elsewhere variance and mean are alike, and this is the plain correction.
 */
function cellCorrections(
  count: FitCount,
  types: readonly GroupType[],
  wanted: readonly (readonly number[])[],
): readonly CellCorrection[] {
  const means = new Float64Array(count.moments.length / 2);
  for (const [i, { cell, kinds, groups }] of types.entries()) {
    for (const [kind, { perGroup }] of kinds.entries()) {
      means[cell] = at(means, cell) + at(at(wanted, i), kind) * perGroup * groups.length;
    }
  }
  return Array.from(means, (mean, cell) => {
    const found = at(count.moments, 2 * cell);
    const variance = at(count.moments, 2 * cell + 1);
    if (found <= 0 || mean <= 0) return { ratio: 1, factor: 1 };
    const ratio = mean / found;
    const steps = variance > 0 ? Math.floor(found / variance / 2) : 1;
    return { ratio, factor: boundedPower(ratio, Math.max(1, Math.min(steps, MOST_STEPS))) };
  });
}

/** `base` to the power of `steps`, but never a change of more than a factor of four. */
function boundedPower(base: number, steps: number): number {
  let power = base;
  for (let i = 1; i < steps && power < 4 && power > 0.25; i += 1) power *= base;
  return power;
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
  count: FitCount,
  types: readonly GroupType[],
  seatCount: number,
  weights: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const sums = new Float64Array(types.length * seatCount);
  for (const [i, { kinds }] of types.entries()) {
    for (const [kind, { seats, perGroup }] of kinds.entries()) {
      const weight = perGroup * at(at(weights, i), kind);
      for (const seat of seats)
        sums[i * seatCount + seat] = at(sums, i * seatCount + seat) + weight;
    }
  }
  const shares = count.shares(sums);
  return types.map(({ kinds, groups }, i) =>
    kinds.map(({ seats }, kind) => {
      let unit = 0;
      for (const seat of seats) {
        const sum = at(sums, i * seatCount + seat);
        if (sum > 0) unit += at(shares, i * seatCount + seat) / (sum * groups.length);
      }
      return at(at(weights, i), kind) * unit;
    }),
  );
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
