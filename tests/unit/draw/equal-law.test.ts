import { describe, expect, it, vi } from "vitest";
import {
  countDraw,
  drawPanel,
  isDrawRefusal,
  prepareDraw,
  problemOf,
  sealEqualWeights,
  seatChances,
  verifyTranscript,
  withEqualities,
  type DrawRequest,
  type EqualSeal,
  type PoolEntry,
  type PreparedDraw,
} from "@yuanping/shared/draw/index.ts";
import { groupTypes } from "@yuanping/shared/draw/expert-types.ts";
import { toNumber } from "@yuanping/shared/draw/fraction.ts";
import { leximinTargets } from "@yuanping/shared/draw/leximin.ts";
import { equalTargets } from "@yuanping/shared/draw/targets.ts";
import { holdCeremony, logThatHolds } from "../../support/draw-ceremony.ts";
import { randomRequest } from "../../support/draw-instances.ts";
import { referenceCount } from "../../support/reference-draw.ts";
import { drawVectors, publicRequest } from "../../vectors/draw/draw-vectors.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);

function prepared(request: DrawRequest): PreparedDraw {
  const draw = prepareDraw(problemOf({ ...request, law: "uniform" }));
  if (isDrawRefusal(draw)) throw new Error(draw.detail);
  return draw;
}

function sealed({ spec, pool }: DrawRequest): EqualSeal {
  const seal = sealEqualWeights(spec, pool);
  if (isDrawRefusal(seal)) throw new Error(seal.detail);
  return seal;
}

/** Everyone's exact chance to sit under the sealed weights, as a double. */
function chancesUnder({
  spec,
  equalities,
  pool,
}: Pick<EqualSeal, "spec" | "equalities" | "pool">): ReadonlyMap<string, number> {
  const request = { spec: withEqualities(spec, equalities), pool, law: "equal" } as const;
  const ready = prepareDraw(problemOf(request));
  if (isDrawRefusal(ready)) throw new Error(ready.detail);
  const draw = countDraw(ready);
  const chances = new Map<string, number>();
  for (const { ref, weight } of seatChances(draw)) {
    const chance = Number((weight * 10n ** 18n) / draw.N) / 1e18;
    chances.set(ref, (chances.get(ref) ?? 0) + chance);
  }
  return chances;
}

/** Everyone's chance under exact targets, by ref. */
function chancesBy(
  draw: PreparedDraw,
  find: typeof leximinTargets,
): ReadonlyMap<string, number> | null {
  const types = groupTypes(draw.cells);
  const targets = find(draw, types);
  if (targets === null) return null;
  const pairs = types.flatMap(({ kinds, groups }, i) =>
    groups.flatMap(({ members }) =>
      members.map(({ ref, seats }): [string, number] => {
        const kind = kinds.findIndex((one) => one.seats.join() === seats.join());
        const target = targets[i]?.[kind];
        return [ref, target === undefined ? Number.NaN : toNumber(target)];
      }),
    ),
  );
  return new Map(pairs);
}

/**
 * The largest smallest chance that any lottery over the given panels reaches, from above and
 * below: a zero-sum game between a lottery and a critic, played by multiplicative weights.
 */
function maximinBounds(panels: readonly (readonly string[])[], people: readonly string[]) {
  const rounds = 4000;
  const rate = Math.sqrt(Math.log(people.length + 1) / rounds);
  const critic = new Map(people.map((ref) => [ref, 1]));
  const seated = new Map(people.map((ref) => [ref, 0]));
  let upper = 1;
  for (let round = 0; round < rounds; round += 1) {
    const sum = [...critic.values()].reduce((a, b) => a + b, 0);
    const value = (panel: readonly string[]) =>
      panel.reduce((total, ref) => total + (critic.get(ref) ?? 0) / sum, 0);
    const best = panels.reduce((a, b) => (value(b) > value(a) ? b : a));
    upper = Math.min(upper, value(best));
    for (const ref of best) {
      critic.set(ref, (critic.get(ref) ?? 0) * (1 - rate));
      seated.set(ref, (seated.get(ref) ?? 0) + 1);
    }
  }
  return { lower: Math.min(...seated.values()) / rounds, upper };
}

function person(ref: string, specialty: string, region: string, employer: string): PoolEntry {
  return { ref, specialties: [specialty], region, employer, weight: 1 };
}

describe("the equal law", () => {
  it.each([
    ["small", publicRequest(99, 20, 9)],
    ["large", publicRequest(999, 200, 99)],
  ])("gives everyone of the public example_%s a tenth, within a millionth", (_, request) => {
    const seal = sealed(request);
    expect(seal.chances).toBe("equal");
    for (const chance of chancesUnder(seal).values()) {
      expect(Math.abs(chance / 0.1 - 1)).toBeLessThan(1e-6);
    }
  });

  it("gives the rare member of example_small a tenth under the published weight", () => {
    const { spec, pool } = publicRequest(99, 20, 9);
    const { weight_FC } = drawVectors.public_instances.example_small_20.equal_mode;
    const weighted = pool.map((entry) => ({
      ...entry,
      weight: Math.round((entry.region === "FC" ? weight_FC : 1) * 1e9),
    }));
    const chances = chancesUnder({ spec, equalities: [], pool: weighted });
    expect(chances.get("FC00000")).toBeCloseTo(0.1, 9);
  });

  it("reaches equal chances within 1e-5 wherever they exist, on random pools (seeds 1..200)", () => {
    let reached = 0;
    for (const seed of SEEDS) {
      const request = randomRequest(seed);
      const draw = prepareDraw(problemOf({ ...request, law: "uniform" }));
      const wanted = isDrawRefusal(draw) ? null : chancesBy(draw, equalTargets);
      if (wanted === null || referenceCount(request).total === 0n) continue;
      const found = chancesUnder(sealed(request));
      for (const [ref, chance] of wanted) {
        const deviation = Math.abs((found.get(ref) ?? 0) / chance - 1);
        expect(deviation, `seed ${seed}, ${ref}`).toBeLessThan(1e-5);
      }
      reached += 1;
    }
    expect(reached).toBeGreaterThan(60);
  });

  it("never seats a panel that the rules forbid, however tight the targets (seeds 1..200)", () => {
    let drawnPanels = 0;
    for (const seed of SEEDS) {
      const request = randomRequest(seed);
      const seal = sealEqualWeights(request.spec, request.pool);
      if (isDrawRefusal(seal)) continue;
      const { panels } = referenceCount(request);
      const spec = withEqualities(seal.spec, seal.equalities);
      const outcome = drawPanel(
        { spec, pool: seal.pool, law: "equal" },
        new Uint8Array(32).fill(seed),
      );
      if (isDrawRefusal(outcome)) throw new Error(`seed ${seed}: ${outcome.detail}`);
      const text = outcome.panel.map(({ seat, ref }) => `${seat}:${ref}`).join(" ");
      expect(panels.has(text), `seed ${seed}: ${text}`).toBe(true);
      drawnPanels += 1;
    }
    expect(drawnPanels).toBeGreaterThan(100);
  });

  it("refuses, rather than states chances that its weights do not reach", () => {
    const codes = SEEDS.map((seed) => randomRequest(seed))
      .map(({ spec, pool }) => sealEqualWeights(spec, pool))
      .filter(isDrawRefusal)
      .map(({ code }) => code);
    expect(new Set(codes)).toEqual(
      new Set(["draw.no-valid-panel", "draw.chances-unattainable", "draw.contradictory"]),
    );
  });

  it("is verified from its transcript, equalities and substitutions included", () => {
    // Employer x holds two of three lawyers and must send one with chance 2/3; y always sends one.
    const pool = [
      ...["a", "b"].map((ref) => person(ref, "law", "north", "x")),
      person("c", "law", "north", "z"),
      ...["d", "e"].map((ref) => person(ref, "art", "south", "y")),
      ...["f", "g"].map((ref) => person(ref, "art", "south", `own-${ref}`)),
      ...["h", "i"].map((ref) => person(ref, "tax", "north", `own-${ref}`)),
    ];
    const seats = ["law", "art", "tax"].map((specialty) => ({
      specialty,
      count: specialty === "art" ? 2 : 1,
    }));
    const spec = {
      seats: [...seats, { specialty: "none", count: 1 }],
      regions: [{ region: "north", min: 1, max: 4 }],
      onePerEmployer: true,
    };
    const request = {
      spec,
      pool: [...pool, person("j", "none", "south", "own-j")],
      law: "equal",
    } as const;
    const seal = sealed(request);
    expect(seal.equalities.length).toBeGreaterThan(0);
    const chances = chancesUnder(seal);
    expect(chances.get("d")).toBeCloseTo(0.5, 5);
    const { transcript, lines } = holdCeremony(
      { spec: seal.spec, pool: seal.pool, law: "equal" },
      0,
      null,
      seal.equalities,
    );
    const { checks } = verifyTranscript(transcript, lines, logThatHolds(transcript));
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});

describe("LEXIMIN targets, on random pools (seeds 1..200)", () => {
  const feasible = SEEDS.flatMap((seed) => {
    const request = { ...randomRequest(seed), law: "uniform" } as const;
    const draw = prepareDraw(problemOf(request));
    return isDrawRefusal(draw) ? [] : [{ seed, request, draw }];
  });

  it("exist exactly when a valid panel does", () => {
    for (const { seed, request, draw } of feasible) {
      const hasPanel = referenceCount(request).total > 0n;
      expect(chancesBy(draw, leximinTargets) !== null, `seed ${seed}`).toBe(hasPanel);
    }
  });

  it("have the largest smallest chance of any lottery over the valid panels", () => {
    let compared = 0;
    for (const { seed, request, draw } of feasible) {
      const { panels } = referenceCount(request);
      const chances = chancesBy(draw, leximinTargets);
      if (chances === null || panels.size > 150) continue;
      const lists = [...panels.keys()].map((text) =>
        text.split(" ").map((pair) => pair.slice(pair.indexOf(":") + 1)),
      );
      const { lower, upper } = maximinBounds(lists, [...chances.keys()]);
      const smallest = Math.min(...chances.values());
      expect(smallest, `seed ${seed}`).toBeLessThanOrEqual(upper + 1e-9);
      expect(smallest, `seed ${seed}`).toBeGreaterThanOrEqual(lower - 1e-9);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(60);
  });

  it("are the equal chances where nobody holds two specialties and equality is possible", () => {
    let compared = 0;
    for (const { seed, request, draw } of feasible) {
      const equal = chancesBy(draw, equalTargets);
      if (equal === null || request.pool.some((one) => one.specialties.length > 1)) continue;
      expect(chancesBy(draw, leximinTargets), `seed ${seed}`).toEqual(equal);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(20);
  });

  it("raise the second smallest chance too: a crowded employer shares, the others rise", () => {
    const crowd = ["a", "b", "c", "d"].map((ref) => person(ref, "law", "r", "big"));
    const pool = [
      ...crowd,
      person("e", "law", "r", "own-e"),
      person("f", "law", "r", "own-f"),
      person("g", "law", "r", "own-g"),
    ];
    const spec = { seats: [{ specialty: "law", count: 3 }], regions: [], onePerEmployer: true };
    const chances = chancesBy(prepared({ spec, pool, law: "uniform" }), leximinTargets);
    expect(pool.map(({ ref }) => chances?.get(ref)?.toFixed(6))).toEqual([
      ...crowd.map(() => "0.250000"),
      ...["e", "f", "g"].map(() => "0.666667"),
    ]);
  });
});
