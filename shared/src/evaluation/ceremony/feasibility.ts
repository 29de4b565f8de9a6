import type { Feasibility } from "../../contracts/http.ts";
import { chanceRanges, isDrawRefusal, problemOf, statedTargets } from "../../draw/index.ts";
import type { ExclusionCase } from "../../law/exclusion-rules.ts";
import { counted } from "../panel/count.ts";
import { asRefusal } from "../panel/refusal.ts";
import { eligiblePool, type Candidate } from "./sealing.ts";
import { excludedByRule } from "./view.ts";

/** What would come of a tender's requirement if the pool were sealed now: numbers only, nobody's ref. */
export function feasibilityOf(
  context: ExclusionCase,
  candidates: readonly Candidate[],
): Feasibility {
  const { draw: spec, law } = context.tender.panel;
  const { pool, exclusions, fallbacks = [] } = eligiblePool(context, candidates);
  const found = { experts: pool.length, excluded: excludedByRule(exclusions), fallbacks };
  const draw = counted(problemOf({ spec, pool, law: "uniform" }));
  if ("category" in draw) return { ...found, refusal: draw };
  const panels = String(draw.N);
  if (law === "uniform") {
    const ranges = chanceRanges(draw);
    const least = ranges.reduce((low, { smallest }) => (smallest < low ? smallest : low), draw.N);
    const most = ranges.reduce((high, { largest }) => (largest > high ? largest : high), 0n);
    return { ...found, panels, smallest: `${least}/${panels}`, largest: `${most}/${panels}` };
  }
  const targets = statedTargets(spec, pool);
  if (isDrawRefusal(targets)) return { ...found, refusal: asRefusal(targets) };
  const chances =
    targets.kind === "equal"
      ? targets.seats.map(({ chance }) => chance)
      : [targets.rest, ...targets.others.map(({ chance }) => chance)];
  const [smallest = "0/1", ...others] = chances.toSorted(byValue);
  const largest = others.at(-1) ?? smallest;
  return { ...found, panels, fairness: targets.kind, smallest, largest };
}

function byValue(left: string, right: string): number {
  const difference = over(left) * under(right) - over(right) * under(left);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function over(chance: string): bigint {
  return BigInt(chance.split("/")[0] ?? "0");
}

function under(chance: string): bigint {
  return BigInt(chance.split("/")[1] ?? "1");
}
