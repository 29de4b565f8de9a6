import type { Feasibility, FeasibilityRequest } from "@yuanping/shared/contracts/http.ts";
import { refuse, type Refusal } from "@yuanping/shared/contracts/refusal.ts";
import { feasibilityOf } from "@yuanping/shared/evaluation/ceremony/feasibility.ts";
import { eligibilityOf } from "@yuanping/shared/law/exclusion-rules.ts";
import { findProfile } from "@yuanping/shared/law/profiles/index.ts";
import type { Clock } from "../kernel/ports.ts";
import type { Experts } from "../registry/experts.ts";
import type { People } from "../registry/people.ts";

export type FeasibilitySources = Readonly<{ experts: Experts; people: People; clock: Clock }>;

/** What an intake would be drawn from now. Ids stand where an evaluation would have refs; neither is answered. */
export async function feasibility(
  { profile, panel, ...asked }: FeasibilityRequest,
  { experts, people, clock }: FeasibilitySources,
): Promise<Feasibility | Refusal> {
  const found = findProfile(profile);
  if (found === undefined) return refuse("invalid", "message.malformed", { path: "profile" });
  const served = await people.served();
  const candidates = (await experts.list()).map(
    ({ userId, specialties, region, employer, standing }) => ({
      entry: { ref: userId, specialties: [...specialties], region, employer, weight: 1 },
      facts: { ref: userId, employer, standing, served: served.get(userId) ?? [] },
    }),
  );
  return feasibilityOf(
    { tender: { ...asked, panel }, rules: eligibilityOf(found), at: clock.now() },
    candidates,
  );
}
