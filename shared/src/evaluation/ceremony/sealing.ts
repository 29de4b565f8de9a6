import type { CommandOf } from "../../contracts/commands/index.ts";
import type { PanelRequirement } from "../../contracts/tender.ts";
import { isDrawRefusal, sealEqualWeights, type PoolEntry } from "../../draw/index.ts";

/**
 * The command that seals a pool. Under the equal law the weights are fitted here, once: whoever repeats the draw only
 * counts with them. Where nothing can be fitted the pool goes as it is, and the core says why it refuses it.
 */
export function sealingOf(
  { draw, law }: Pick<PanelRequirement, "draw" | "law">,
  pool: readonly PoolEntry[],
  exclusions: CommandOf<"sealDraw">["exclusions"],
): CommandOf<"sealDraw"> {
  const plain = { type: "sealDraw" as const, pool: [...pool], exclusions };
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
