import type { DrawSpec, PoolEntry } from "@yuanping/shared/draw/index.ts";

/** Seven seats 3-2-1-1 over four regions: two capped at 3, one that must be present. */
export const syntheticSpec: DrawSpec = {
  seats: [
    { specialty: "s0", count: 3 },
    { specialty: "s1", count: 2 },
    { specialty: "s2", count: 1 },
    { specialty: "s3", count: 1 },
  ],
  regions: [
    { region: "r0", min: 0, max: 3 },
    { region: "r1", min: 0, max: 3 },
    { region: "r2", min: 0, max: 7 },
    { region: "r3", min: 1, max: 7 },
  ],
  onePerEmployer: true,
};

const EXPERTS_PER_EMPLOYER = 10;
/** Cumulative shares of ten: most experts hold the first specialty, one in ten the last. */
const SPECIALTY_OF_TENTH = ["s0", "s0", "s0", "s0", "s1", "s1", "s1", "s2", "s2", "s3"] as const;

/**
 * A pool that is fixed by its size and seed. Employers are few and large at one end and many and
 * small at the other, each in one region; one expert in eight holds a second specialty, one in
 * ten has no employer.
 */
export function syntheticPool(size: number, seed: number): PoolEntry[] {
  const random = randomFrom(seed);
  const employers = Math.max(1, Math.floor(size / EXPERTS_PER_EMPLOYER));
  const digits = String(size).length;
  return Array.from({ length: size }, (_, i) => {
    const employer = Math.floor(employers * random() ** 2);
    const isAlone = random() < 0.1;
    const specialties = [specialtyAt(random())];
    if (random() < 0.125) specialties.push(specialtyAt(random()));
    return {
      ref: `e${String(i).padStart(digits, "0")}`,
      specialties: [...new Set(specialties)],
      region: `r${employer % 4}`,
      employer: isAlone ? null : `org${String(employer).padStart(digits, "0")}`,
      weight: 1,
    };
  });
}

/** The pool as the CSV file that the command line reads. */
export function poolCsv(pool: readonly PoolEntry[]): string {
  const rows = pool.map(
    ({ ref, specialties, region, employer, weight }) =>
      `${ref},${specialties.join("|")},${region},${employer ?? ""},${weight}`,
  );
  return ["id,specialties,region,employer,weight", ...rows, ""].join("\n");
}

function specialtyAt(share: number): string {
  return SPECIALTY_OF_TENTH[Math.floor(share * 10)] ?? "s0";
}

/** mulberry32: 32 bits of state, the same numbers on every machine. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
