import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { eligiblePool, type Candidate } from "@yuanping/shared/evaluation/ceremony/sealing.ts";
import { eligibilityOf } from "@yuanping/shared/law/exclusion-rules.ts";
import type { Evaluation } from "@yuanping/shared/evaluation/index.ts";
import type { Experts } from "../registry/experts.ts";
import type { People } from "../registry/people.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

type Sources = Readonly<{ experts: Experts; people: People; pseudonyms: Pseudonyms }>;

/**
 * The experts from whom a panel may be drawn, and those whom a rule leaves out, as refs. Employers stand in it under
 * refs of their own, so that the pool can be published.
 */
export async function poolFor(
  state: Pick<Evaluation, "id" | "tender" | "profile">,
  { experts, people, pseudonyms }: Sources,
  at: number,
): Promise<Pick<CommandOf<"sealDraw">, "pool" | "exclusions" | "fallbacks">> {
  const served = await people.served();
  const candidates: Candidate[] = [];
  for (const { userId, specialties, region, employer, standing } of await experts.list()) {
    const ref = await pseudonyms.refOf(state.id, userId);
    const employerRef = await pseudonyms.refOf(state.id, `employer/${employer}`);
    candidates.push({
      entry: { ref, specialties: [...specialties], region, employer: employerRef, weight: 1 },
      facts: { ref, employer, standing, served: served.get(userId) ?? [] },
    });
  }
  return eligiblePool(
    { tender: state.tender, rules: eligibilityOf(state.profile), at },
    candidates,
  );
}
