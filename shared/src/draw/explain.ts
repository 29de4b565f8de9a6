import { at } from "./at.ts";
import { countTree, panelCount } from "./count.ts";
import { holdersPerSeat, groupTypes } from "./expert-types.ts";
import { contradictionIn } from "./contradiction.ts";
import type { Cell } from "./grouping.ts";
import { prepareDraw, type PreparedDraw } from "./prepare.ts";
import { seatsIn, type DrawProblem, type RegionRule } from "./problem.ts";
import { isDrawRefusal, refuseDraw, type DrawRefusal, type Relaxation } from "./refusal.ts";
import { regionTree } from "./region-tree.ts";
import { possibility } from "./ring.ts";
import { stateSpace } from "./states.ts";

/**
 * Says why N = 0: every single rule whose change alone would leave a valid panel, with the
 * smallest change that does, nearest first. An empty list means that no single change helps.
 */
export function explainNoPanel(prepared: PreparedDraw): DrawRefusal {
  const { problem, cells } = prepared;
  const relaxations = [
    ...problem.regions.flatMap((rule) => regionRelaxations(problem, cells, rule)),
    ...employerRelaxation(problem),
    ...problem.specialties.flatMap((_, seat) => seatRelaxation(problem, cells, seat)),
  ].toSorted((a, b) => distance(a) - distance(b));
  const [nearest] = relaxations;
  const shortage = shortageIn(prepared);
  const cause =
    shortage === undefined
      ? "no panel obeys every rule at once"
      : `${shortage.holders} experts hold ${shortage.seat}, ${shortage.needed} are needed`;
  const advice =
    nearest === undefined ? "no single change of a rule helps" : `nearest: ${describe(nearest)}`;
  return refuseDraw("draw.no-valid-panel", `${cause}; ${advice}`, {
    relaxations,
    ...(shortage === undefined ? {} : { shortage }),
  });
}

function shortageIn({ problem, cells }: PreparedDraw): DrawRefusal["shortage"] {
  const holders = holdersPerSeat(groupTypes(cells), problem.quotas.length);
  const seat = problem.quotas.findIndex((quota, i) => quota > at(holders, i));
  if (seat < 0) return undefined;
  return {
    seat: at(problem.specialties, seat),
    holders: at(holders, seat),
    needed: at(problem.quotas, seat),
  };
}

function regionRelaxations(
  problem: DrawProblem,
  cells: readonly Cell[],
  rule: RegionRule,
): readonly Relaxation[] {
  const total = seatsIn(problem);
  const isPossibleWith = (changed: RegionRule): boolean => {
    const regions = problem.regions.map((one) => (one === rule ? changed : one));
    return isPossible({ ...problem, regions }, cells);
  };
  const name = rule.region;
  const min = firstPossible(downFrom(rule.min - 1), (lower) =>
    isPossibleWith({ ...rule, min: lower }),
  );
  const max = firstPossible(upwards(rule.max + 1, total), (upper) =>
    isPossibleWith({ ...rule, max: upper }),
  );
  return [
    ...(min === null ? [] : [{ rule: "region.min" as const, name, from: rule.min, to: min }]),
    ...(max === null ? [] : [{ rule: "region.max" as const, name, from: rule.max, to: max }]),
  ];
}

function employerRelaxation(problem: DrawProblem): readonly Relaxation[] {
  if (!problem.onePerEmployer) return [];
  const prepared = prepareDraw({ ...problem, onePerEmployer: false });
  if (isDrawRefusal(prepared) || !isPossible(prepared.problem, prepared.cells)) return [];
  return [{ rule: "employer", name: "", from: 1, to: seatsIn(problem) }];
}

function seatRelaxation(
  problem: DrawProblem,
  cells: readonly Cell[],
  seat: number,
): readonly Relaxation[] {
  const from = at(problem.quotas, seat);
  const to = firstPossible(downFrom(from - 1), (quota) => {
    const quotas = problem.quotas.map((one, i) => (i === seat ? quota : one));
    return isPossible({ ...problem, quotas }, cells);
  });
  return to === null ? [] : [{ rule: "seat.count", name: at(problem.specialties, seat), from, to }];
}

function firstPossible(
  candidates: readonly number[],
  isPossibleAt: (value: number) => boolean,
): number | null {
  return candidates.find(isPossibleAt) ?? null;
}

/** The counts from `high` down to zero, nearest first. */
function downFrom(high: number): readonly number[] {
  return Array.from({ length: Math.max(0, high + 1) }, (_, i) => high - i);
}

function upwards(low: number, high: number): readonly number[] {
  return Array.from({ length: Math.max(0, high - low + 1) }, (_, i) => low + i);
}

/** Whether any panel exists, for changed bounds or quotas over the same cells. */
function isPossible(problem: DrawProblem, cells: readonly Cell[]): boolean {
  if (seatsIn(problem) === 0 || contradictionIn(problem) !== null) return false;
  const tree = regionTree(problem);
  if (isDrawRefusal(tree)) return false;
  const space = stateSpace(problem.quotas);
  return panelCount(countTree(tree, cells, space, possibility), space, possibility) > 0;
}

function distance({ rule, from, to }: Relaxation): number {
  return rule === "employer" ? 1 : Math.abs(from - to);
}

function describe({ rule, name, from, to }: Relaxation): string {
  if (rule === "employer") return "permit several experts of one employer";
  if (rule === "seat.count") return `seat ${to} of ${name} instead of ${from}`;
  const bound = rule === "region.min" ? "minimum" : "maximum";
  return `set the ${bound} of region ${name} to ${to} instead of ${from}`;
}
