import type { DrawRequest, PoolEntry } from "./spec.ts";

/** Bounds on how many panel members one region, with the regions inside it, may hold. */
export interface RegionRule {
  readonly region: string;
  readonly min: number;
  readonly max: number;
  readonly parent?: string | undefined;
}

/**
 * What is counted: a request whose quotas may be zero, as they are when only vacant seats are
 * filled again. `weighted: false` counts every panel once.
 */
export interface DrawProblem {
  readonly specialties: readonly string[];
  readonly quotas: readonly number[];
  readonly regions: readonly RegionRule[];
  readonly onePerEmployer: boolean;
  readonly pool: readonly PoolEntry[];
  readonly weighted: boolean;
}

export function problemOf(request: DrawRequest): DrawProblem {
  return {
    specialties: request.spec.seats.map((seat) => seat.specialty),
    quotas: request.spec.seats.map((seat) => seat.count),
    regions: request.spec.regions,
    onePerEmployer: request.spec.onePerEmployer,
    pool: request.pool,
    weighted: request.law === "equal",
  };
}

export function seatsIn(problem: DrawProblem): number {
  return problem.quotas.reduce((sum, quota) => sum + quota, 0);
}
