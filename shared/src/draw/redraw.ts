import { drawProblem } from "./draw.ts";
import type { DrawProblem, RegionRule } from "./problem.ts";
import { isDrawRefusal, refuseDraw, type DrawRefusal } from "./refusal.ts";
import type { DrawRequest, DrawResult, PanelSeat, PoolEntry } from "./spec.ts";

export interface RedrawRequest extends DrawRequest {
  /** The members who stay, in their seats. */
  readonly keep: readonly PanelSeat[];
  /** Refs who may not be drawn: whoever declined, was absent or must recuse. */
  readonly exclude: readonly string[];
}

/**
 * A substitution round: fills the vacant seats only, counting every way to complete the panel
 * once whatever the law, so that each of the k eligible substitutes for one seat has chance 1/k.
 * The result's panel holds the newly drawn members alone.
 */
export function redraw(request: RedrawRequest, key: Uint8Array): DrawResult | DrawRefusal {
  const problem = vacancyProblem(request);
  return isDrawRefusal(problem) ? problem : drawProblem(problem, key);
}

/** The problem that remains once `keep` is seated: vacant quotas, reduced bounds, reduced pool. */
export function vacancyProblem(request: RedrawRequest): DrawProblem | DrawRefusal {
  const { spec, pool, keep } = request;
  const kept = keptEntries(request);
  if (isDrawRefusal(kept)) return kept;
  const vacancies = spec.seats.map(({ specialty, count }) => ({
    specialty,
    count: count - keep.filter((member) => member.seat === specialty).length,
  }));
  if (vacancies.some(({ count }) => count < 0)) {
    return refuseDraw("draw.contradictory", "more members are kept than there are seats");
  }
  const regions = boundsLeft(spec.regions, kept);
  if (isDrawRefusal(regions)) return regions;
  // Seats that are filled vanish, so that who else could fill them leaves no trace.
  const vacant = vacancies.filter(({ count }) => count > 0);
  const gone = new Set([...request.exclude, ...kept.map((entry) => entry.ref)]);
  const employers = new Set(spec.onePerEmployer ? kept.map((entry) => entry.employer) : []);
  return {
    specialties: vacant.map((seat) => seat.specialty),
    quotas: vacant.map((seat) => seat.count),
    regions,
    onePerEmployer: spec.onePerEmployer,
    pool: pool.filter(
      ({ ref, employer, specialties }) =>
        vacant.some((seat) => specialties.includes(seat.specialty)) &&
        !gone.has(ref) &&
        (employer === null || !employers.has(employer)),
    ),
    weighted: false,
  };
}

function keptEntries({ spec, pool, keep }: RedrawRequest): readonly PoolEntry[] | DrawRefusal {
  const refs = new Set(keep.map((member) => member.ref));
  const entries = new Map(
    pool.filter(({ ref }) => refs.has(ref)).map((entry) => [entry.ref, entry]),
  );
  const kept: PoolEntry[] = [];
  for (const { ref, seat } of keep) {
    const entry = entries.get(ref);
    if (entry === undefined) return refuseDraw("draw.bad-pool", `kept expert ${ref} is unknown`);
    const isSeat = spec.seats.some((one) => one.specialty === seat);
    if (!isSeat || !entry.specialties.includes(seat)) {
      return refuseDraw("draw.contradictory", `kept expert ${ref} cannot fill a seat of ${seat}`);
    }
    kept.push(entry);
  }
  return kept;
}

function boundsLeft(
  regions: readonly RegionRule[],
  kept: readonly PoolEntry[],
): readonly RegionRule[] | DrawRefusal {
  const parents = new Map(regions.map((rule) => [rule.region, rule.parent]));
  const seated = new Map<string, number>();
  for (const { region } of kept) {
    const path = new Set<string>();
    for (let area: string | undefined = region; area !== undefined; area = parents.get(area)) {
      if (path.has(area)) break;
      path.add(area);
      seated.set(area, (seated.get(area) ?? 0) + 1);
    }
  }
  const left = regions.map((rule) => ({
    ...rule,
    min: Math.max(0, rule.min - (seated.get(rule.region) ?? 0)),
    max: rule.max - (seated.get(rule.region) ?? 0),
  }));
  const overfull = left.find((rule) => rule.max < 0);
  return overfull === undefined
    ? left
    : refuseDraw("draw.contradictory", `too many kept members are from region ${overfull.region}`);
}
