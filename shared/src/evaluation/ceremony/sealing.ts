import type { CommandOf } from "../../contracts/commands/index.ts";
import type { PanelRequirement } from "../../contracts/tender.ts";
import {
  filterEligible,
  isDrawRefusal,
  sealEqualWeights,
  withFallbacks,
  type PoolEntry,
} from "../../draw/index.ts";
import { exclusionRules, type ExclusionCase, type ExpertFacts } from "../../law/exclusion-rules.ts";

/** The experts who may be drawn, and who may not, from all that hold a specialty in question. */
export function eligiblePool(
  context: ExclusionCase,
  experts: readonly Candidate[],
): Pick<CommandOf<"sealDraw">, "pool" | "exclusions" | "fallbacks"> {
  const { draw, fallbacks = [] } = context.tender.panel;
  const asked = new Set([
    ...draw.seats.map(({ specialty }) => specialty),
    ...fallbacks.map(({ broader }) => broader),
  ]);
  const able = experts.filter(({ entry }) => entry.specialties.some((held) => asked.has(held)));
  const rules = exclusionRules(context);
  const { eligible, exclusions } = filterEligible(
    able.map(({ entry, facts }) => ({ ...facts, entry })),
    rules,
  );
  const entries = eligible.map(({ entry }) => entry).toSorted(byRef);
  const { pool, used } = withFallbacks(draw.seats, entries, fallbacks);
  return {
    pool: [...pool],
    exclusions: exclusions.map(({ ref, rules: ids }) => ({ ref, rules: [...ids] })).toSorted(byRef),
    ...(used.length === 0 ? {} : { fallbacks: [...used] }),
  };
}

/** One of the centre's experts, under refs, beside what the rules look at. */
export type Candidate = Readonly<{ entry: PoolEntry; facts: ExpertFacts }>;

function byRef(left: Readonly<{ ref: string }>, right: Readonly<{ ref: string }>): number {
  return left.ref < right.ref ? -1 : left.ref > right.ref ? 1 : 0;
}

/**
 * The command that seals a pool. Under the equal law the weights are fitted here, once: whoever repeats the draw only
 * counts with them. Where nothing can be fitted the pool goes as it is, and the core says why it refuses it.
 */
export function sealingOf(
  { draw, law }: Pick<PanelRequirement, "draw" | "law">,
  pool: readonly PoolEntry[],
  more: Pick<CommandOf<"sealDraw">, "exclusions" | "fallbacks">,
): CommandOf<"sealDraw"> {
  const plain = { type: "sealDraw" as const, ...more, pool: [...pool] };
  if (law === "uniform") return plain;
  const seal = sealEqualWeights(draw, pool);
  if (isDrawRefusal(seal)) return plain;
  return {
    ...plain,
    pool: [...seal.pool],
    ownRegions: seal.spec.regions
      .slice(draw.regions.length)
      .map(({ region, parent }) => (parent === undefined ? { region } : { region, parent })),
    equalities: [...seal.equalities],
  };
}
