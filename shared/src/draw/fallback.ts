import type { DrawSpec, PoolEntry } from "./spec.ts";

/** Whoever holds `broader` may fill a seat of `specialty` where too few hold the specialty itself. */
export interface Fallback {
  readonly specialty: string;
  readonly broader: string;
}

/** A fallback that was needed, with how many held the specialty itself. */
export interface UsedFallback extends Fallback {
  readonly holders: number;
}

/**
 * Lets holders of a broader specialty in, only where the rules said so and only where the specialty has fewer experts
 * than seats. The fallbacks of one specialty are taken in their order, until there are enough.
 */
export function withFallbacks(
  seats: DrawSpec["seats"],
  pool: readonly PoolEntry[],
  fallbacks: readonly Fallback[],
): Readonly<{ pool: readonly PoolEntry[]; used: readonly UsedFallback[] }> {
  const used: UsedFallback[] = [];
  let widened = pool;
  for (const { specialty, broader } of fallbacks) {
    const count = seats.find((seat) => seat.specialty === specialty)?.count ?? 0;
    const holders = widened.filter((entry) => entry.specialties.includes(specialty)).length;
    if (holders >= count) continue;
    used.push({ specialty, broader, holders });
    widened = widened.map((entry) =>
      entry.specialties.includes(broader) && !entry.specialties.includes(specialty)
        ? { ...entry, specialties: [...entry.specialties, specialty] }
        : entry,
    );
  }
  const sought = new Set(seats.map(({ specialty }) => specialty));
  const able = widened.flatMap((entry) => {
    const specialties = entry.specialties.filter((held) => sought.has(held));
    return specialties.length === 0 ? [] : [{ ...entry, specialties }];
  });
  return { pool: able, used };
}
