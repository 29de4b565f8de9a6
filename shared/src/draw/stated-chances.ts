import { z } from "zod";
import { chanceRanges } from "./chances.ts";
import { countSchema } from "./count-text.ts";
import { statedTargets, targetsSchema } from "./stated-targets.ts";
import { withEqualities, type RegionEquality } from "./equalities.ts";
import { countDraw, prepareDraw, type CountedDraw } from "./prepare.ts";
import { problemOf } from "./problem.ts";
import { isDrawRefusal, type DrawRefusal } from "./refusal.ts";
import type { DrawRequest } from "./spec.ts";

/**
 * What is said of everybody's chances before any secret is out. `N` is the weight of all valid panels; `panels` is their
 * number, which under the uniform law is the same; ranges are over N.
 */
export const statedChancesSchema = z.strictObject({
  N: countSchema,
  panels: countSchema,
  ranges: z.array(
    z.strictObject({
      seat: z.string().min(1).max(200),
      experts: z.int(),
      smallest: countSchema,
      largest: countSchema,
    }),
  ),
  /** Under the equal law: the chances that the weights were made for. */
  targets: targetsSchema.optional(),
});
export type StatedChances = z.infer<typeof statedChancesSchema>;

/** The chances of a counted first draw, to be stated; `request` is what was sealed, `draw` counts it with its equalities. */
export function statedChances(
  request: DrawRequest,
  equalities: readonly RegionEquality[],
  draw: CountedDraw,
): StatedChances | DrawRefusal {
  const targets = request.law === "equal" ? statedTargets(request.spec, request.pool) : undefined;
  if (targets !== undefined && isDrawRefusal(targets)) return targets;
  const panels = request.law === "equal" ? panelsOf(request, equalities) : draw.N;
  if (typeof panels !== "bigint") return panels;
  return {
    N: String(draw.N),
    panels: String(panels),
    ranges: chanceRanges(draw).map(({ seat, experts, smallest, largest }) => ({
      seat,
      experts,
      smallest: String(smallest),
      largest: String(largest),
    })),
    ...(targets === undefined ? {} : { targets }),
  };
}

/** How many panels can be drawn, whatever their weights. */
function panelsOf(
  { spec, pool }: DrawRequest,
  equalities: readonly RegionEquality[],
): bigint | DrawRefusal {
  const request = { spec: withEqualities(spec, equalities), pool, law: "uniform" } as const;
  const prepared = prepareDraw(problemOf(request));
  return isDrawRefusal(prepared) ? prepared : countDraw(prepared).N;
}
