import { describe, expect, it, vi } from "vitest";
import { seatChances } from "@yuanping/shared/draw/chances.ts";
import { panelAt, seatsOf } from "@yuanping/shared/draw/draw.ts";
import { isDrawRefusal, type DrawRequest } from "@yuanping/shared/draw/index.ts";
import { countDraw, prepareDraw, type CountedDraw } from "@yuanping/shared/draw/prepare.ts";
import { problemOf } from "@yuanping/shared/draw/problem.ts";
import { rankPanel } from "@yuanping/shared/draw/rank.ts";
import { randomRequest } from "../../support/draw-instances.ts";
import { referenceCount, seededRandom } from "../../support/reference-draw.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const INSTANCES = 600;
/** Quotas that contradict each other are refused before counting; their seeds are passed over. */
const SEEDS = acceptedSeeds(INSTANCES);
/** Unranking more numbers than this adds time, not evidence: beyond it, a stride is checked. */
const MOST_NUMBERS = 1000;

function counted(request: DrawRequest): CountedDraw {
  const prepared = prepareDraw(problemOf(request));
  if (isDrawRefusal(prepared)) throw new Error(prepared.detail);
  return countDraw(prepared);
}

function textOf(draw: CountedDraw, index: bigint): string {
  return seatsOf(draw.problem, panelAt(draw, index))
    .map(({ seat, ref }) => `${seat}:${ref}`)
    .join(" ");
}

/** The first, middle and last panel; none when there is none. */
function sample(draw: CountedDraw): readonly string[] {
  return draw.N === 0n ? [] : [0n, draw.N / 2n, draw.N - 1n].map((U) => textOf(draw, U));
}

function acceptedSeeds(count: number): readonly number[] {
  const seeds: number[] = [];
  for (let seed = 1; seeds.length < count; seed += 1) {
    if (!isDrawRefusal(prepareDraw(problemOf(randomRequest(seed))))) seeds.push(seed);
  }
  return seeds;
}

describe(`on ${INSTANCES} random small pools (seeds 1..${SEEDS.at(-1)})`, () => {
  const seeds = SEEDS;

  it("only quotas that no pool could meet are refused before counting", () => {
    const accepted = new Set(seeds);
    const refused = Array.from({ length: seeds.at(-1) ?? 0 }, (_, i) => i + 1).filter(
      (seed) => !accepted.has(seed),
    );
    expect(refused.length).toBeGreaterThan(2);
    for (const seed of refused) {
      expect(referenceCount(randomRequest(seed)).total, `seed ${seed}`).toBe(0n);
    }
  });

  it("the count equals the number, or weight, of the panels that brute force finds", () => {
    for (const seed of seeds) {
      const request = randomRequest(seed);
      expect(counted(request).N, `seed ${seed}`).toBe(referenceCount(request).total);
    }
  });

  it("every number names a valid panel, as often as its weight, and ranks back to it", () => {
    let complete = 0;
    for (const seed of seeds) {
      const request = randomRequest(seed);
      const draw = counted(request);
      const { panels } = referenceCount(request);
      const isComplete = draw.N <= BigInt(MOST_NUMBERS);
      const stride = isComplete ? 1n : draw.N / BigInt(MOST_NUMBERS);
      const seen = new Map<string, bigint>();
      const wrong: string[] = [];
      for (let U = 0n; U < draw.N; U += stride) {
        const text = textOf(draw, U);
        const rank = rankPanel(draw, seatsOf(draw.problem, panelAt(draw, U)));
        const isInverse =
          request.law === "uniform" ? rank === U : rank !== null && textOf(draw, rank) === text;
        if (!panels.has(text) || !isInverse) wrong.push(`${U}: ${text}, ranks ${rank}`);
        seen.set(text, (seen.get(text) ?? 0n) + 1n);
      }
      expect(wrong, `seed ${seed}`).toEqual([]);
      if (!isComplete) continue;
      complete += 1;
      expect(seen, `seed ${seed}`).toEqual(panels);
    }
    expect(complete).toBeGreaterThanOrEqual(500);
  });

  it("every chance equals the share of the panels that brute force finds", () => {
    for (const seed of seeds) {
      const request = randomRequest(seed);
      const draw = counted(request);
      const { chances } = referenceCount(request);
      const nonZero = [...seatChances(draw)].filter(({ weight }) => weight > 0n);
      const found = new Map(nonZero.map(({ seat, ref, weight }) => [`${seat}:${ref}`, weight]));
      expect(found, `seed ${seed}`).toEqual(chances);
    }
  });

  it("the order of the pool's rows leaves no trace", () => {
    for (const seed of seeds) {
      const request = randomRequest(seed);
      const below = seededRandom(seed);
      const shuffled = request.pool
        .map((entry) => ({ entry, place: below(1_000_000) }))
        .toSorted((a, b) => a.place - b.place)
        .map(({ entry }) => entry);
      const draw = counted(request);
      const again = counted({ ...request, pool: shuffled });
      expect(again.N).toBe(draw.N);
      expect(sample(again), `seed ${seed}`).toEqual(sample(draw));
    }
  });

  it("an expert without a sought specialty changes nothing", () => {
    const stranger = { ref: "e00a", specialties: ["zz"], employer: null, weight: 7 };
    for (const seed of seeds) {
      const request = randomRequest(seed);
      const draw = counted(request);
      const joined = [{ ...stranger, region: "r0" }, ...request.pool];
      const again = counted({ ...request, pool: joined });
      expect(again.N).toBe(draw.N);
      expect(sample(again), `seed ${seed}`).toEqual(sample(draw));
    }
  });

  it("the instances are worth testing: nesting, both laws, zero and large counts all occur", () => {
    const requests = seeds.map(randomRequest);
    const counts = requests.map((request) => counted(request).N);
    expect(requests.some(({ spec }) => spec.regions.some((rule) => rule.parent))).toBe(true);
    expect(new Set(requests.map(({ law }) => law)).size).toBe(2);
    expect(counts.filter((count) => count === 0n).length).toBeGreaterThan(20);
    expect(counts.filter((count) => count > 1000n).length).toBeGreaterThan(20);
  });
});
