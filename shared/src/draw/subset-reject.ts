import { at } from "./at.ts";
import { binomial, combinationAt } from "./combinatorics.ts";
import { compareBytewise } from "./order.ts";
import type { DrawProblem } from "./problem.ts";
import { refuseDraw, type DrawRefusal } from "./refusal.ts";
import type { DrawResult, PoolEntry } from "./spec.ts";
import type { KeyedStream } from "./stream.ts";

export const SUBSET_ENGINE = "subset-reject/1";
/** A panel that breaks a rule is passed over; after so many the draw fails closed. */
const MAX_TRIES = 100_000;

interface Chosen {
  readonly seat: string;
  readonly entry: PoolEntry;
}

/**
 * The engine for quotas with too many seat states to count: takes a uniform subset of each
 * specialty's holders and rejects it unless the whole panel obeys the rules, which is uniform over
 * the valid panels. N counts the subsets, valid or not: the result names the engine. Only for the
 * uniform law.
 */
export function drawSubsets(problem: DrawProblem, stream: KeyedStream): DrawResult | DrawRefusal {
  if (problem.weighted) {
    return refuseDraw("draw.too-large", "these quotas can only be drawn under the uniform law");
  }
  const holders = problem.specialties.map((specialty) =>
    problem.pool
      .filter((entry) => entry.specialties.includes(specialty))
      .toSorted((a, b) => compareBytewise(a.ref, b.ref)),
  );
  const ways = holders.map((able, seat) => binomial(able.length, at(problem.quotas, seat)));
  const N = ways.reduce((product, count) => product * count, 1n);
  if (N === 0n) return refuseDraw("draw.no-valid-panel", "a specialty has too few experts");
  const rejected: string[] = [];
  while (rejected.length < MAX_TRIES) {
    const U = stream.uniform(N);
    const panel = subsetsAt(problem, holders, ways, U);
    if (obeysRules(problem, panel)) {
      const seats = panel.map(({ seat, entry }) => ({ seat, ref: entry.ref }));
      return { engine: SUBSET_ENGINE, N: String(N), U: String(U), rejected, panel: seats };
    }
    rejected.push(String(U));
  }
  return refuseDraw("draw.rejections-exhausted", `${MAX_TRIES} panels in a row broke a rule`);
}

/** Subset number U: the first specialty's subset is the remainder, the others the quotient. */
function subsetsAt(
  problem: DrawProblem,
  holders: readonly (readonly PoolEntry[])[],
  ways: readonly bigint[],
  index: bigint,
): readonly Chosen[] {
  let rest = index;
  return holders.flatMap((able, i) => {
    const which = rest % at(ways, i);
    rest /= at(ways, i);
    const seat = at(problem.specialties, i);
    return combinationAt(able.length, at(problem.quotas, i), which).map((place) => ({
      seat,
      entry: at(able, place),
    }));
  });
}

function obeysRules(problem: DrawProblem, panel: readonly Chosen[]): boolean {
  if (new Set(panel.map(({ entry }) => entry.ref)).size < panel.length) return false;
  const employers = panel.flatMap(({ entry }) => entry.employer ?? []);
  if (problem.onePerEmployer && new Set(employers).size < employers.length) return false;
  const parents = new Map(problem.regions.map((rule) => [rule.region, rule.parent]));
  const inside = new Map<string, number>();
  for (const { entry } of panel) {
    for (
      let area: string | undefined = entry.region;
      area !== undefined;
      area = parents.get(area)
    ) {
      inside.set(area, (inside.get(area) ?? 0) + 1);
    }
  }
  return problem.regions.every(({ region, min, max }) => {
    const count = inside.get(region) ?? 0;
    return count >= min && count <= max;
  });
}
