import { flowNetwork } from "./max-flow.ts";
import { fraction, plus, ZERO, type Fraction } from "./fraction.ts";

/** An arc whose flow must lie in [lower, upper]. */
export interface BoundedArc {
  readonly from: number;
  readonly to: number;
  readonly lower: Fraction;
  readonly upper: Fraction;
}

/**
 * Looks for a flow that keeps all bounds and is lost at no node. Returns null when there is one;
 * else a violated cut (Hoffman 1960): the nodes into which more must flow than can flow out.
 */
export function violatedCut(
  nodeCount: number,
  arcs: readonly BoundedArc[],
): readonly boolean[] | null {
  const scale = arcs.reduce(
    (common, { lower, upper }) => leastCommon(leastCommon(common, lower.under), upper.under),
    1n,
  );
  const scaled = ({ over, under }: Fraction): bigint => over * (scale / under);
  const network = flowNetwork(nodeCount + 2);
  const source = nodeCount;
  const sink = nodeCount + 1;
  const surplus = Array.from({ length: nodeCount }, () => 0n);
  for (const { from, to, lower, upper } of arcs) {
    network.connect(from, to, scaled(upper) - scaled(lower));
    surplus[to] = (surplus[to] ?? 0n) + scaled(lower);
    surplus[from] = (surplus[from] ?? 0n) - scaled(lower);
  }
  let demanded = 0n;
  for (const [node, amount] of surplus.entries()) {
    if (amount > 0n) network.connect(source, node, amount);
    if (amount < 0n) network.connect(node, sink, -amount);
    if (amount > 0n) demanded += amount;
  }
  if (network.maximise(source, sink) === demanded) return null;
  return network.reachable(source).slice(0, nodeCount);
}

/** What can flow out of the cut beyond what the given arcs force into it. */
export function slackOf(cut: readonly boolean[], arcs: readonly BoundedArc[]): Fraction {
  let slack = ZERO;
  for (const { from, to, lower, upper } of arcs) {
    if (cut[from] === cut[to]) continue;
    slack = plus(slack, cut[from] ? upper : fraction(-lower.over, lower.under));
  }
  return slack;
}

function leastCommon(left: bigint, right: bigint): bigint {
  return left * fraction(left, right).under;
}
