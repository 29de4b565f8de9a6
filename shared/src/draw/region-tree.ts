import { seatsIn, type DrawProblem, type RegionRule } from "./problem.ts";
import { refuseDraw, type DrawRefusal } from "./refusal.ts";

/** A leaf of the tree: the experts of one region, or of all regions that no rule names. */
export interface CellNode {
  readonly kind: "cell";
  readonly cell: number;
  readonly min: number;
  readonly max: number;
}

/** A region with regions inside it, or the whole panel. The last part holds everyone else in it. */
export interface AreaNode {
  readonly kind: "area";
  readonly parts: readonly RegionNode[];
  readonly min: number;
  readonly max: number;
}

export type RegionNode = CellNode | AreaNode;

export interface RegionTree {
  readonly root: AreaNode;
  readonly cellCount: number;
  readonly cellOf: (region: string) => number;
  /** The node that carries each rule's bounds. */
  readonly nodeOf: ReadonlyMap<string, RegionNode>;
}

/**
 * Nests the region rules. Parts stand in the order of the spec; the cell of experts who are in
 * the area but in no named part of it stands last.
 */
export function regionTree(problem: DrawProblem): RegionTree | DrawRefusal {
  const total = seatsIn(problem);
  const rules = new Map(problem.regions.map((rule) => [rule.region, rule]));
  const fault = nestingFault(problem.regions, rules);
  if (fault !== null) return fault;

  const childrenOf = Map.groupBy(problem.regions, (rule) => rule.parent);
  const cells = new Map<string, number>();
  const nodeOf = new Map<string, RegionNode>();
  let cellCount = 0;
  const newCell = (): number => {
    cellCount += 1;
    return cellCount - 1;
  };

  function nodeFor(rule: RegionRule): RegionNode {
    const node = buildNode(rule);
    nodeOf.set(rule.region, node);
    return node;
  }

  function buildNode(rule: RegionRule): RegionNode {
    const min = rule.min;
    const max = Math.min(rule.max, total);
    const children = childrenOf.get(rule.region);
    if (children === undefined) {
      const cell = newCell();
      cells.set(rule.region, cell);
      return { kind: "cell", cell, min, max };
    }
    const parts = [...children.map(nodeFor), restCell(max)];
    cells.set(rule.region, cellCount - 1);
    return { kind: "area", parts, min, max };
  }

  function restCell(max: number): CellNode {
    return { kind: "cell", cell: newCell(), min: 0, max };
  }

  const top = (childrenOf.get(undefined) ?? []).map(nodeFor);
  const root: AreaNode = { kind: "area", parts: [...top, restCell(total)], min: total, max: total };
  const elsewhere = cellCount - 1;
  return { root, cellCount, cellOf: (region) => cells.get(region) ?? elsewhere, nodeOf };
}

function nestingFault(
  regions: readonly RegionRule[],
  rules: ReadonlyMap<string, RegionRule>,
): DrawRefusal | null {
  const names = new Set<string>();
  for (const [index, rule] of regions.entries()) {
    const fault = names.has(rule.region)
      ? `region ${rule.region} is listed twice`
      : parentFault(rule, rules);
    names.add(rule.region);
    if (fault !== null) return refuseDraw("draw.bad-spec", fault, { path: ["regions", index] });
  }
  return null;
}

function parentFault(rule: RegionRule, rules: ReadonlyMap<string, RegionRule>): string | null {
  const visited = new Set([rule.region]);
  for (let parent = rule.parent; parent !== undefined; parent = rules.get(parent)?.parent) {
    if (!rules.has(parent)) return `region ${rule.region} lies in unknown region ${parent}`;
    if (visited.has(parent)) return `region ${rule.region} lies inside itself`;
    visited.add(parent);
  }
  return null;
}
