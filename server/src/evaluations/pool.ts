import type { PoolExclusion } from "@yuanping/shared/contracts/commands/ceremony.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import type { PoolEntry } from "@yuanping/shared/draw/index.ts";
import type { Experts } from "../registry/experts.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/**
 * The experts from whom a panel may be drawn, as refs, sorted by ref: everybody with one of the specialties, except
 * those whose employer is the owner, the agency or a bidder (87号令, recusal), and those who hold an office of the
 * tender. Employers stand in it under refs of their own, so that the pool can be published.
 */
export async function poolFor(
  state: Evaluation,
  experts: Experts,
  pseudonyms: Pseudonyms,
): Promise<Readonly<{ pool: PoolEntry[]; exclusions: PoolExclusion[] }>> {
  const { tender } = state;
  const wanted = new Set(tender.panel.draw.seats.map(({ specialty }) => specialty));
  const barred = new Set([
    tender.owner,
    tender.agencyName,
    ...tender.bidders.map(({ name }) => name),
  ]);
  const officers = new Set<string>(Object.values(tender.offices));
  const entries: PoolEntry[] = [];
  const exclusions: PoolExclusion[] = [];
  for (const expert of await experts.list()) {
    const specialties = expert.specialties.filter((specialty) => wanted.has(specialty));
    if (specialties.length === 0) continue;
    const ref = await pseudonyms.refOf(state.id, expert.userId);
    if (barred.has(expert.employer) || officers.has(ref)) {
      exclusions.push({ ref, rules: [officers.has(ref) ? "office" : "recusal.employer"] });
      continue;
    }
    const employer = await pseudonyms.refOf(state.id, `employer/${expert.employer}`);
    entries.push({ ref, specialties, region: expert.region, employer, weight: 1 });
  }
  return {
    pool: entries.toSorted((a, b) => (a.ref < b.ref ? -1 : 1)),
    exclusions: exclusions.toSorted((a, b) => (a.ref < b.ref ? -1 : 1)),
  };
}
