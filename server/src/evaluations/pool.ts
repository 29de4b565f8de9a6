import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import type { PoolEntry } from "@yuanping/shared/draw/index.ts";
import { hashOf } from "@yuanping/shared/seal/commitment.ts";
import type { Experts } from "../registry/experts.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

/**
 * The experts from whom a panel may be drawn, as refs, sorted by ref: everybody with one of the specialties, except
 * those whose employer is the owner, the agency or a bidder (87号令, recusal), and those who hold an office of the
 * tender. Employers stand in it as hashes under the tender, so that the pool can be published.
 */
export async function poolFor(
  state: Evaluation,
  experts: Experts,
  pseudonyms: Pseudonyms,
): Promise<PoolEntry[]> {
  const { tender } = state;
  const wanted = new Set(tender.panel.draw.seats.map(({ specialty }) => specialty));
  const barred = new Set([
    tender.owner,
    tender.agencyName,
    ...tender.bidders.map(({ name }) => name),
  ]);
  const officers = new Set<string>(Object.values(tender.offices));
  const entries: PoolEntry[] = [];
  for (const expert of await experts.list()) {
    const specialties = expert.specialties.filter((specialty) => wanted.has(specialty));
    if (specialties.length === 0 || barred.has(expert.employer)) continue;
    const ref = await pseudonyms.refOf(state.id, expert.userId);
    if (officers.has(ref)) continue;
    const employer = hashOf({ evaluation: state.id, employer: expert.employer }).slice(0, 32);
    entries.push({ ref, specialties, region: expert.region, employer, weight: 1 });
  }
  return entries.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));
}
