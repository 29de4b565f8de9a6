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
  verifyTranscript,
  withEqualities,
  type CountedDraw,
  type DrawRequest,
} from "@yuanping/shared/draw/index.ts";
import { transcriptFor } from "./draw-transcript.ts";
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
  /** Weights for the equal law. */
  readonly fit: Spread;
  readonly fitGoalMs: number;
  /** All thirteen checks of the transcript of a uniform draw, without signatures. */
  readonly verification: Spread;
  /** Largest resident memory of the process up to the seal, count and draw, in megabytes. */
  readonly residentMb: number;
}

interface BenchSize {
  readonly experts: number;
  readonly runs: number;
  readonly goalMs: number;
  readonly fitGoalMs: number;
}

const SIZES: readonly BenchSize[] = [
  { experts: 10_000, runs: 5, goalMs: 300, fitGoalMs: 2000 },
  { experts: 100_000, runs: 5, goalMs: 1500, fitGoalMs: 6000 },
  { experts: 1_000_000, runs: 3, goalMs: 8000, fitGoalMs: 30_000 },
];
const PUBLIC = [
  { people: 200, seats: 20 },
  { people: 2000, seats: 200 },
] as const;
const KEY = new Uint8Array(32).fill(42);

/** Measures the draw on synthetic pools of 10 thousand, 100 thousand and a million experts. */
export async function benchDraw(): Promise<readonly (DrawBenchRow | PublicInstanceRow)[]> {
  return [
    ...PUBLIC.map(({ people, seats }) => measurePublic(people, seats)),
    ...SIZES.map(measure),
  ];
}

function measure({ experts, runs, goalMs, fitGoalMs }: BenchSize): DrawBenchRow {
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
    fit: timed(1, () => sealEqualWeights(request.spec, request.pool)),
    fitGoalMs,
    verification: verificationTimes(request),
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

function verificationTimes(request: DrawRequest): Spread {
  const { transcript, lines } = transcriptFor(request, counted(request));
  const held = () => ({ ok: true, detail: "not measured here" });
  const log = { specSigned: held, frozen: held, beacons: held, declines: held, included: held };
  return timed(1, () => {
    const { checks } = verifyTranscript(transcript, lines, log);
    if (checks.some(({ ok }) => ok !== true)) throw new Error("an honest draw does not verify");
  });
}

/** The two public instances of Flanigan et al. (Nature 596:548): fitted, counted, and their smallest chance. */
export interface PublicInstanceRow {
  readonly people: number;
  readonly seats: number;
  /** In percent. */
  readonly smallestChance: string;
  readonly time: Spread;
  readonly goalMs: number;
}

function measurePublic(people: number, seats: number): PublicInstanceRow {
  const least = seats / 2 - 1;
  const regions = [
    { region: "FC", min: 0, max: seats },
    { region: "FL", min: least, max: seats - least },
    { region: "MC", min: least, max: seats - least },
  ];
  const spec = { seats: [{ specialty: "citizen", count: seats }], regions, onePerEmployer: false };
  const pool = Array.from({ length: people }, (_, n) => ({
    ref: `p${String(n).padStart(5, "0")}`,
    specialties: ["citizen"],
    region: n === 0 ? "FC" : n < people / 2 ? "FL" : "MC",
    employer: null,
    weight: 1,
  }));
  let smallestChance = "";
  const time = timed(9, () => {
    const seal = sealEqualWeights(spec, pool);
    if (isDrawRefusal(seal)) throw new Error(seal.detail);
    const rules = withEqualities(seal.spec, seal.equalities);
    const draw = counted({ spec: rules, pool: seal.pool, law: "equal" });
    const smallest = chanceRanges(draw)[0]?.smallest ?? 0n;
    smallestChance = (Number((smallest * 10n ** 9n) / draw.N) / 1e7).toFixed(3);
  });
  return { people, seats, smallestChance, time, goalMs: 50 };
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
