import type { CommandOf } from "../../contracts/commands/index.ts";
import { drawParties, poolLines, poolRoot, type CeremonySpec } from "../../draw/index.ts";
import { eligibilityOf, exclusionRuleIds } from "../../law/exclusion-rules.ts";
import { hashOf } from "../../seal/commitment.ts";
import type { Evaluation } from "../state.ts";
import { numberSetsLeft } from "./numbers.ts";
import { keptSeats } from "./pool.ts";

/** Rounds that one anchor serves: the panel and its substitutions. */
const chainLength = 32;
/** Milliseconds from the sealing until every party has committed, and until every party has revealed. */
const commitWithin = 60 * 60_000;
export const revealWithin = 120 * 60_000;

/** What the parties agree on by committing: the tender's rules, the pool by its root, themselves and their deadlines. */
export function specFor(
  state: Evaluation,
  { pool, ownRegions, equalities, exclusions }: CommandOf<"sealDraw">,
  at: number,
): CeremonySpec {
  const { tender, panel, profile } = state;
  const { draw, law } = tender.panel;
  const { keys, voided } = panel.ceremony;
  const isNew = panel.members.length === 0;
  const past = panel.ceremony.past.at(-1);
  const numbers = numberSetsLeft(tender, panel.ceremony);
  const seats = draw.seats.reduce((sum, { count }) => sum + count, 0);
  return {
    v: 1,
    projectId: tender.number,
    lotId: state.id,
    drawNo: voided.length + 1,
    prevDraw: voided.at(-1)?.hash ?? null,
    algo: "laminar-unrank/1",
    // A draw for vacant seats counts every way to complete the panel once, whatever the law of the first.
    law: isNew ? law : "uniform",
    seats: draw.seats,
    // Who stays is in the pool under the regions of the draw before.
    regions: past?.sealed.spec.regions ?? [
      ...draw.regions,
      ...(ownRegions ?? []).map((own) => boundless(own, seats)),
    ],
    employerCap: draw.onePerEmployer ? 1 : null,
    equalities: isNew ? (equalities ?? []) : [],
    ...(isNew ? {} : { keep: [...keptSeats(panel)] }),
    ...(numbers.length === 0 ? {} : { numbers: [...numbers] }),
    // Owner representatives are not drawn: it is the whole panel that has to be odd.
    odd: profile.panel.odd.value && tender.panel.ownerRepresentatives.length % 2 === 0,
    poolRoot: poolRoot(poolLines(pool)),
    poolSize: pool.length,
    eligibilityRulesHash: hashOf(rulesOfEligibility(state)),
    exclusionsHash: hashOf(exclusions),
    parties: drawParties.map((role) => ({
      id: tender.offices[role],
      role,
      vkey: keys[role] ?? "",
    })),
    chainLen: chainLength,
    beacon: null,
    deadlines: { commit: at + commitWithin, reveal: at + revealWithin },
    verifierHash: hashOf({ verifier: "yuanping-transcript/1" }),
  };
}

/** A region that permits what its parent permits: it only gives a name to some of its experts. */
function boundless(
  { region, parent }: Readonly<{ region: string; parent?: string | undefined }>,
  seats: number,
): CeremonySpec["regions"][number] {
  const bounds = { region, min: 0, max: seats };
  return parent === undefined ? bounds : { ...bounds, parent };
}

/** Whatever decides who may be drawn: the profile's rules with their ids, and what the tender adds to them. */
function rulesOfEligibility({ tender, profile }: Evaluation) {
  const { fallbacks = [], recentService = null } = tender.panel;
  return {
    rules: exclusionRuleIds,
    panel: profile.panel,
    eligibility: eligibilityOf(profile),
    fallbacks,
    recentService,
    meetsAt: tender.invitations?.meetsAt ?? null,
  };
}
