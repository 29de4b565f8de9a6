import {
  chanceRanges,
  countDraw,
  drawFrom,
  drawPanel,
  isDrawRefusal,
  keyedStream,
  poolLines,
  poolRoot,
  prepareDraw,
  problemOf,
  redraw,
  sealEqualWeights,
  type CountedDraw,
  type DrawRequest,
} from "@yuanping/shared/draw/index.ts";
import { syntheticPool, syntheticSpec } from "../draw/synthetic-pool.ts";

/** Milliseconds of the fastest, the middle and the slowest run. */
export interface Spread {
  readonly least: number;
  readonly median: number;
  readonly most: number;
}

export interface DrawBenchRow {
  readonly experts: number;
  readonly runs: number;
  /** Pool lines, Merkle root, count and one panel. */
  readonly sealCountDraw: Spread;
  readonly goalMs: number;
  /** Everyone's exact chances. */
  readonly chances: Spread;
  /** One seat falls vacant and is filled again. */
  readonly substitution: Spread;
  /** Weights for the equal law; null where the size is not fitted here. */
  readonly fit: Spread | null;
  /** Largest resident memory of the process up to the seal, count and draw, in megabytes. */
  readonly residentMb: number;
}

interface BenchSize {
  readonly experts: number;
  readonly runs: number;
  readonly goalMs: number;
  readonly isFitted: boolean;
}

const SIZES: readonly BenchSize[] = [
  { experts: 10_000, runs: 5, goalMs: 300, isFitted: true },
  { experts: 100_000, runs: 5, goalMs: 1500, isFitted: true },
  { experts: 1_000_000, runs: 3, goalMs: 8000, isFitted: false },
];
const KEY = new Uint8Array(32).fill(42);

/** Measures the draw on synthetic pools of 10 thousand, 100 thousand and a million experts. */
export async function benchDraw(): Promise<readonly DrawBenchRow[]> {
  return SIZES.map(measure);
}

function measure({ experts, runs, goalMs, isFitted }: BenchSize): DrawBenchRow {
  const request: DrawRequest = {
    spec: syntheticSpec,
    pool: syntheticPool(experts, 1),
    law: "uniform",
  };
  const sealCountDraw = timed(runs, () => {
    poolRoot(poolLines(request.pool));
    drawFrom(counted(request), keyedStream(KEY));
  });
  // Read here, because what follows holds a count while it measures others.
  const residentMb = Math.round(process.resourceUsage().maxRSS / 1024);
  return {
    experts,
    runs,
    goalMs,
    sealCountDraw,
    residentMb,
    chances: chanceTimes(request, runs),
    substitution: substitutionTimes(request, runs),
    fit: isFitted ? timed(1, () => sealEqualWeights(request.spec, request.pool)) : null,
  };
}

function chanceTimes(request: DrawRequest, runs: number): Spread {
  const draw = counted(request);
  return timed(runs, () => chanceRanges(draw));
}

function substitutionTimes(request: DrawRequest, runs: number): Spread {
  const first = drawPanel(request, KEY);
  if (isDrawRefusal(first)) throw new Error(first.detail);
  const [leaving, ...keep] = first.panel;
  const exclude = leaving === undefined ? [] : [leaving.ref];
  return timed(runs, () => redraw({ ...request, keep, exclude }, KEY));
}

function counted(request: DrawRequest): CountedDraw {
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  return countDraw(prepared);
}

function timed(runs: number, work: () => unknown): Spread {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return Math.round(performance.now() - start);
  }).toSorted((a, b) => a - b);
  const pick = (share: number): number => times[Math.floor((times.length - 1) * share)] ?? 0;
  return { least: pick(0), median: pick(0.5), most: pick(1) };
}
