import { countTree, panelCount, type CountedArea } from "./count.ts";
import { contradictionIn } from "./contradiction.ts";
import { groupPool, type Cell } from "./grouping.ts";
import { ascends } from "./order.ts";
import type { DrawProblem } from "./problem.ts";
import { isDrawRefusal, refuseDraw, type DrawRefusal } from "./refusal.ts";
import { regionTree, type RegionTree } from "./region-tree.ts";
import { integers } from "./ring.ts";
import { stateSpace, type StateSpace } from "./states.ts";

/** More states than this are not counted: memory and time grow with their square. */
const MAX_STATES = 4096;

/** A checked problem, sorted into cells, ready to be counted in any ring. */
export interface PreparedDraw {
  readonly problem: DrawProblem;
  readonly tree: RegionTree;
  readonly cells: readonly Cell[];
  readonly space: StateSpace;
}

/** A problem with all its prefix products and its number of weighted panels. */
export interface CountedDraw extends PreparedDraw {
  readonly counted: CountedArea<bigint>;
  readonly N: bigint;
}

/** Whether the quotas span few enough states to count; which engine draws depends on it alone. */
export function isCountable(problem: DrawProblem): boolean {
  return problem.quotas.reduce((product, quota) => product * (quota + 1), 1) <= MAX_STATES;
}

/** Checks what can be checked without counting, and sorts the pool. */
export function prepareDraw(problem: DrawProblem): PreparedDraw | DrawRefusal {
  const tree = checkedTree(problem);
  if (isDrawRefusal(tree)) return tree;
  if (!isCountable(problem)) {
    return refuseDraw("draw.too-large", `more than ${MAX_STATES} seat states are not counted`);
  }
  const cells = groupPool(problem, tree.cellCount, tree.cellOf);
  return { problem, tree, cells, space: stateSpace(problem.quotas) };
}

/** Refuses malformed or contradictory problems, whichever engine would draw them. */
export function checkedTree(problem: DrawProblem): RegionTree | DrawRefusal {
  const fault = seatListFault(problem) ?? poolFault(problem);
  if (fault !== null) return fault;
  const tree = regionTree(problem);
  if (isDrawRefusal(tree)) return tree;
  return contradictionIn(problem) ?? tree;
}

/** Counts the panels of a prepared problem exactly; N may be zero. */
export function countDraw(prepared: PreparedDraw): CountedDraw {
  const { tree, cells, space } = prepared;
  const counted = countTree(tree, cells, space, integers);
  return { ...prepared, counted, N: panelCount(counted, space, integers) };
}

function seatListFault({ specialties, ...problem }: DrawProblem): DrawRefusal | null {
  const repeated = specialties.findIndex((name, seat) => specialties.indexOf(name) !== seat);
  if (repeated >= 0) {
    const fault = `specialty ${specialties[repeated]} is listed twice among the seats`;
    return refuseDraw("draw.bad-spec", fault, { path: ["seats", repeated] });
  }
  const total = problem.quotas.reduce((sum, quota) => sum + quota, 0);
  // Where every seat is kept there is one way to go on, and it seats nobody.
  return total === 0 && specialties.length > 0
    ? refuseDraw("draw.bad-spec", "there is no seat to fill")
    : null;
}

function poolFault(problem: DrawProblem): DrawRefusal | null {
  if (ascends(problem.pool)) return null;
  const refs = new Set<string>();
  for (const { ref } of problem.pool) {
    if (refs.has(ref)) return refuseDraw("draw.bad-pool", `expert ${ref} is listed twice`);
    refs.add(ref);
  }
  return null;
}
