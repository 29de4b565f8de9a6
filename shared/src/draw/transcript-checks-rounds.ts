import type { CeremonySpec } from "./ceremony-spec.ts";
import type { PanelSeat, PoolEntry } from "./spec.ts";
import type { Transcript } from "./transcript.ts";
import { fail, pass, type Verdict } from "./transcript-check.ts";
import type { ReplayedRound } from "./transcript-replay.ts";

/** Check 9: after every round the whole panel obeys every rule, looked at directly. */
export function checkRules(
  { spec, openings }: Transcript,
  pool: readonly PoolEntry[],
  rounds: readonly ReplayedRound[],
): Verdict {
  const entries = new Map(pool.map((entry) => [entry.ref, entry]));
  const everSeated = new Set<string>();
  for (const { stated, kept } of rounds) {
    const panel = [...kept, ...stated.panel];
    for (const { ref } of panel) everSeated.add(ref);
    const fault = ruleFault(spec, panel, entries);
    if (fault !== null) return fail(`round ${stated.t}: ${fault}`);
  }
  const stray = openings.find((opening) => !everSeated.has(opening.ref));
  if (stray !== undefined) return fail(`${stray.ref} is opened but was never drawn`);
  return pass("seats, regions, employers and specialties");
}

function ruleFault(
  spec: CeremonySpec,
  panel: readonly PanelSeat[],
  entries: ReadonlyMap<string, PoolEntry>,
): string | null {
  if (new Set(panel.map(({ ref }) => ref)).size < panel.length) return "an expert sits twice";
  const members: PoolEntry[] = [];
  for (const { seat, ref } of panel) {
    const entry = entries.get(ref);
    if (entry === undefined) return `${ref} is not in the pool`;
    if (!entry.specialties.includes(seat)) return `${ref} does not hold ${seat}`;
    members.push(entry);
  }
  for (const { specialty, count } of spec.seats) {
    const seated = panel.filter(({ seat }) => seat === specialty).length;
    if (seated !== count) return `${seated} of ${count} seats of ${specialty} are filled`;
  }
  for (const { region, min, max } of spec.regions) {
    const inside = members.filter((entry) => liesIn(spec, entry.region, region)).length;
    if (inside < min || inside > max) return `${inside} members are from region ${region}`;
  }
  const employers = members.flatMap((entry) => entry.employer ?? []);
  const isShared = spec.employerCap === 1 && new Set(employers).size < employers.length;
  return isShared ? "two members share an employer" : null;
}

function liesIn(spec: CeremonySpec, region: string, area: string): boolean {
  const visited = new Set<string>();
  let current: string | undefined = region;
  while (current !== undefined && !visited.has(current)) {
    if (current === area) return true;
    visited.add(current);
    const here: string = current;
    current = spec.regions.find((rule) => rule.region === here)?.parent;
  }
  return false;
}

/** Check 11, without the declines' signatures: rounds follow each other and fill what was vacated. */
export function checkRounds(rounds: readonly ReplayedRound[]): Verdict {
  for (const [index, { stated, before }] of rounds.entries()) {
    const { t, vacancies, exclusionsAdded, panel, numbers } = stated;
    if (t !== index) return fail(`round ${t} stands in place ${index}`);
    // Where nobody has left, a later round can only have been for numbers.
    const isForSeats = t > 0 && numbers === undefined;
    if (vacancies.length > 0 !== isForSeats)
      return fail(`round ${t}: ${vacancies.length} vacancies`);
    if (!isForSeats && exclusionsAdded.length > 0)
      return fail(`round ${t}: nobody left, ${exclusionsAdded.length} are excluded`);
    const seated = new Set(before.map(({ seat, ref }) => `${seat}:${ref}`));
    for (const { seat, ref } of vacancies) {
      if (!seated.delete(`${seat}:${ref}`)) return fail(`round ${t}: ${ref} did not sit there`);
      if (!exclusionsAdded.includes(ref)) return fail(`round ${t}: ${ref} could be drawn again`);
    }
    if (t > 0 && seatList(vacancies) !== seatList(panel)) {
      return fail(`round ${t}: other seats are filled than were vacated`);
    }
  }
  const declines = rounds.reduce((sum, { stated }) => sum + stated.vacancies.length, 0);
  return pass(`${rounds.length} rounds, ${declines} vacancies`);
}

function seatList(seats: readonly { readonly seat: string }[]): string {
  return seats
    .map(({ seat }) => seat)
    .toSorted()
    .join("\n");
}

/** Check 12, without log proofs: only the first attempt has no predecessor. */
export function checkAttempts({ spec }: Transcript): Verdict {
  return (spec.drawNo === 1) === (spec.prevDraw === null)
    ? pass(`attempt ${spec.drawNo}`)
    : fail(`attempt ${spec.drawNo} ${spec.prevDraw === null ? "names no" : "names a"} predecessor`);
}
