import { at } from "./at.ts";
import { slackOf, violatedCut, type BoundedArc } from "./circulation.ts";
import type { GroupType } from "./expert-types.ts";
import { fraction, times, whole, ZERO, type Fraction } from "./fraction.ts";
import type { PreparedDraw } from "./prepare.ts";
import type { RegionNode } from "./region-tree.ts";
import type { Targets } from "./targets.ts";

/** The experts of one kind in one type: one arc of the network, whose flow is their chances. */
interface Bundle {
  readonly experts: number;
  readonly from: number;
  readonly to: number;
}

interface Network {
  readonly nodeCount: number;
  readonly bundles: readonly Bundle[];
  /** Seats, employers and regions, which do not depend on the chances. */
  readonly rules: readonly BoundedArc[];
}

/**
 * LEXIMIN chances, exactly: the smallest chance of any expert is as large as the rules permit,
 * then the second smallest, and so on. The rules form two nested families (specialties; employer,
 * region), so chances are attainable exactly when they are a flow with bounds. The largest common
 * floor is found by Newton steps over violated cuts; the experts whom the tight cut holds at the
 * floor are fixed there; the rest rise on. Null when no panel obeys the rules.
 */
export function leximinTargets(draw: PreparedDraw, types: readonly GroupType[]): Targets | null {
  const network = ruleNetwork(draw, types);
  const fixed: (Fraction | undefined)[] = network.bundles.map(() => undefined);
  while (fixed.includes(undefined)) {
    const held = holdLowest(network, fixed);
    if (held === null) return null;
    for (const bundle of held.bundles) fixed[bundle] = held.floor;
  }
  let next = 0;
  return types.map(({ kinds }) =>
    kinds.map(() => {
      next += 1;
      return fixed[next - 1] ?? ZERO;
    }),
  );
}

/** Lowers a floor from 1 until the flow exists; the last violated cut says who is held there. */
function holdLowest(
  network: Network,
  fixed: readonly (Fraction | undefined)[],
): { readonly floor: Fraction; readonly bundles: readonly number[] } | null {
  const free = network.bundles.flatMap((_, i) => (fixed[i] === undefined ? [i] : []));
  let held: readonly number[] = free;
  let floor = whole(1);
  for (;;) {
    const cut = violatedCut(network.nodeCount, boundedArcs(network, fixed, floor));
    if (cut === null) return { floor, bundles: held };
    const enters = (i: number): boolean => {
      const { from, to } = at(network.bundles, i);
      return at(cut, to) && !at(cut, from);
    };
    held = free.filter(enters);
    const experts = held.reduce((sum, i) => sum + at(network.bundles, i).experts, 0);
    if (experts === 0) return null;
    const slack = slackOf(cut, boundedArcs(network, fixed, ZERO));
    floor = fraction(slack.over, slack.under * BigInt(experts));
    if (floor.over < 0n) return null;
  }
}

function boundedArcs(
  { bundles, rules }: Network,
  fixed: readonly (Fraction | undefined)[],
  floor: Fraction,
): readonly BoundedArc[] {
  const chances = bundles.map(({ experts, from, to }, i) => {
    const lower = times(fixed[i] ?? floor, experts);
    return { from, to, lower, upper: fixed[i] === undefined ? whole(experts) : lower };
  });
  return [...chances, ...rules];
}

/** Source, specialties, bundles, employers, cells and regions, back to the source. */
function ruleNetwork(draw: PreparedDraw, types: readonly GroupType[]): Network {
  const total = at(draw.space.totals, draw.space.full);
  const rules: BoundedArc[] = [];
  const bundles: Bundle[] = [];
  const seatCount = draw.space.quotas.length;
  let nodeCount = 1 + seatCount + draw.cells.length;
  const newNode = (): number => {
    nodeCount += 1;
    return nodeCount - 1;
  };
  const bound = (from: number, to: number, min: number, max: number): void => {
    rules.push({ from, to, lower: whole(min), upper: whole(max) });
  };

  for (const [seat, quota] of draw.space.quotas.entries()) bound(0, 1 + seat, quota, quota);
  for (const { cell, kinds, groups } of types) {
    const employers = newNode();
    bound(employers, 1 + seatCount + cell, 0, Math.min(groups.length, total));
    for (const { seats, perGroup } of kinds) {
      const from = newNode();
      for (const seat of seats) bound(1 + seat, from, 0, total);
      bundles.push({ experts: perGroup * groups.length, from, to: employers });
    }
  }
  const attach = (node: RegionNode, to: number): void => {
    const from = node.kind === "cell" ? 1 + seatCount + node.cell : newNode();
    bound(from, to, node.min, node.max);
    if (node.kind === "area") for (const part of node.parts) attach(part, from);
  };
  attach(draw.tree.root, 0);
  return { nodeCount, bundles, rules };
}
