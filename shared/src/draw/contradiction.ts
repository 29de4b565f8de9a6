import { seatsIn, type DrawProblem, type RegionRule } from "./problem.ts";
import { refuseDraw, type DrawRefusal } from "./refusal.ts";

/** Quotas that contradict each other whoever is in the pool; null when there are none. */
export function contradictionIn(problem: DrawProblem): DrawRefusal | null {
  const total = seatsIn(problem);
  for (const [index, { region, min, max }] of problem.regions.entries()) {
    const fault =
      min > max
        ? `region ${region} needs at least ${min} but permits at most ${max}`
        : min > total
          ? `region ${region} needs ${min} of ${total} seats`
          : null;
    if (fault !== null)
      return refuseDraw("draw.contradictory", fault, { path: ["regions", index] });
  }
  const leastOf = (rule: RegionRule): number =>
    Math.max(rule.min, leastAmong(problem.regions.filter((one) => one.parent === rule.region)));
  const leastAmong = (rules: readonly RegionRule[]): number =>
    rules.reduce((sum, rule) => sum + leastOf(rule), 0);
  for (const [index, rule] of problem.regions.entries()) {
    const least = leastOf(rule);
    if (least > rule.max) {
      const fault = `the regions inside ${rule.region} need ${least} but it permits at most ${rule.max}`;
      return refuseDraw("draw.contradictory", fault, { path: ["regions", index] });
    }
  }
  const least = leastAmong(problem.regions.filter((rule) => rule.parent === undefined));
  return least > total
    ? refuseDraw("draw.contradictory", `the regions need ${least} seats of ${total}`, {
        path: ["regions"],
      })
    : null;
}
