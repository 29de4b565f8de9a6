import { at } from "./at.ts";
import { explainNoPanel } from "./explain.ts";
import { compareBytewise } from "./order.ts";
import { checkedTree, countDraw, isCountable, prepareDraw, type CountedDraw } from "./prepare.ts";
import { problemOf, type DrawProblem } from "./problem.ts";
import { isDrawRefusal, refuseDraw, type DrawRefusal } from "./refusal.ts";
import type { DrawRequest, DrawResult, PanelSeat } from "./spec.ts";
import { keyedStream, type KeyedStream } from "./stream.ts";
import { drawSubsets } from "./subset-reject.ts";
import { unrank, type Seated } from "./unrank.ts";

export const STREAM_KEY_BYTES = 32;

/** A panel that breaks a cross-cutting rule is passed over; after so many the draw fails closed. */
export const MAX_REJECTIONS = 100_000;

/**
 * Draws one panel: counts the N valid panels, takes U from the keyed stream, returns panel
 * number U. With an employer in several regions the numbers of panels that seat two of its
 * experts are rejected, and the next U is taken.
 *
 * @param request `law: "equal"` uses the pool's weights as they are; see `sealEqualWeights`
 * @param key 32 bytes that nobody could steer
 */
export function drawPanel(request: DrawRequest, key: Uint8Array): DrawResult | DrawRefusal {
  return drawProblem(problemOf(request), key);
}

/** As `drawPanel`, for quotas that may be zero. */
export function drawProblem(problem: DrawProblem, key: Uint8Array): DrawResult | DrawRefusal {
  if (key.length !== STREAM_KEY_BYTES) {
    return refuseDraw("draw.bad-key", `the stream key has ${key.length} bytes, not 32`);
  }
  if (!isCountable(problem)) {
    const tree = checkedTree(problem);
    return isDrawRefusal(tree) ? tree : drawSubsets(problem, keyedStream(key));
  }
  const prepared = prepareDraw(problem);
  if (isDrawRefusal(prepared)) return prepared;
  const draw = countDraw(prepared);
  if (draw.N === 0n) return explainNoPanel(draw);
  return drawFrom(draw, keyedStream(key));
}

/** Takes numbers from the stream until one names an acceptable panel. */
export function drawFrom(draw: CountedDraw, stream: KeyedStream): DrawResult | DrawRefusal {
  const rejected: string[] = [];
  while (rejected.length < MAX_REJECTIONS) {
    const U = stream.uniform(draw.N);
    const panel = panelAt(draw, U);
    if (!sharesEmployer(panel)) {
      return { N: String(draw.N), U: String(U), rejected, panel: seatsOf(draw.problem, panel) };
    }
    rejected.push(String(U));
  }
  return refuseDraw(
    "draw.rejections-exhausted",
    `${MAX_REJECTIONS} panels in a row seated two experts of one employer`,
  );
}

/** Panel number `index` in [0, N), sorted by seat, then by ref. */
export function panelAt(draw: CountedDraw, index: bigint): readonly Seated[] {
  return unrank(draw.counted, draw.space, draw.space.full, index).toSorted(
    (a, b) => a.seat - b.seat || compareBytewise(a.member.ref, b.member.ref),
  );
}

export function sharesEmployer(panel: readonly Seated[]): boolean {
  const employers = panel.flatMap(({ member }) => member.employer ?? []);
  return new Set(employers).size < employers.length;
}

export function seatsOf(problem: DrawProblem, panel: readonly Seated[]): readonly PanelSeat[] {
  return panel.map(({ seat, member }) => ({
    seat: at(problem.specialties, seat),
    ref: member.ref,
  }));
}
