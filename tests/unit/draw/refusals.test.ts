import { describe, expect, it, vi } from "vitest";
import {
  drawPanel,
  filterEligible,
  isDrawRefusal,
  redraw,
  type DrawRefusal,
  type DrawRequest,
  type DrawSpec,
  type Relaxation,
} from "@yuanping/shared/draw/index.ts";
import { randomRequest } from "../../support/draw-instances.ts";
import { referenceCount } from "../../support/reference-draw.ts";

// Slow only when the machine is busy; nothing here is judged by its time.
vi.setConfig({ testTimeout: 120_000 });

const KEY = new Uint8Array(32).fill(7);

function person(ref: string, specialty: string, region: string, employer: string | null = null) {
  return { ref, specialties: [specialty], region, employer, weight: 1 };
}

const pool = [
  person("a", "law", "north", "x"),
  person("b", "law", "south", "x"),
  person("c", "art", "north", "y"),
  person("d", "art", "north", "z"),
];

function request(spec: Partial<DrawSpec>): DrawRequest {
  const seats = [
    { specialty: "law", count: 1 },
    { specialty: "art", count: 1 },
  ];
  return { spec: { seats, regions: [], onePerEmployer: true, ...spec }, pool, law: "uniform" };
}

function refusalOf(outcome: object): DrawRefusal {
  if (!isDrawRefusal(outcome)) throw new Error("it was drawn");
  return outcome;
}

describe("nothing is drawn, and the reason is named, when", () => {
  const region = { region: "north", min: 0, max: 2 };
  it.each([
    [
      "a region needs more than it permits",
      { regions: [{ ...region, min: 3 }] },
      "draw.contradictory",
    ],
    ["a region is listed twice", { regions: [region, region] }, "draw.bad-spec"],
    ["a parent is unknown", { regions: [{ ...region, parent: "moon" }] }, "draw.bad-spec"],
    ["a region lies in itself", { regions: [{ ...region, parent: "north" }] }, "draw.bad-spec"],
    [
      "a specialty is listed twice",
      {
        seats: [
          { specialty: "law", count: 1 },
          { specialty: "law", count: 1 },
        ],
      },
      "draw.bad-spec",
    ],
    [
      "a specialty has too few experts for quotas too large to count",
      {
        seats: [
          { specialty: "law", count: 4095 },
          { specialty: "art", count: 9 },
        ],
      },
      "draw.no-valid-panel",
    ],
  ])("%s", (_, spec, code) => {
    expect(refusalOf(drawPanel(request(spec), KEY)).code).toBe(code);
  });

  it("the key is not 32 bytes", () => {
    expect(refusalOf(drawPanel(request({}), KEY.subarray(1))).code).toBe("draw.bad-key");
  });

  it("an expert is listed twice", () => {
    const twice = { ...request({}), pool: [...pool, person("a", "art", "south")] };
    expect(refusalOf(drawPanel(twice, KEY)).code).toBe("draw.bad-pool");
  });

  it("more members are kept than there are seats", () => {
    const keep = ["a", "b"].map((ref) => ({ seat: "law", ref }));
    const outcome = redraw({ ...request({}), keep, exclude: [] }, KEY);
    expect(refusalOf(outcome).code).toBe("draw.contradictory");
  });
});

describe("when no panel is valid, the refusal names the nearest change that helps", () => {
  it("too few experts of a specialty, two of whom share an employer", () => {
    const refusal = refusalOf(drawPanel(request({ seats: [{ specialty: "law", count: 3 }] }), KEY));
    expect(refusal.detail).toContain("2 experts hold law, 3 are needed");
    expect(refusal.relaxations).toEqual([{ rule: "seat.count", name: "law", from: 3, to: 1 }]);
  });

  it("a region that cannot send enough", () => {
    const refusal = refusalOf(
      drawPanel(request({ regions: [{ region: "south", min: 2, max: 2 }] }), KEY),
    );
    expect(refusal.relaxations?.[0]).toEqual({ rule: "region.min", name: "south", from: 2, to: 1 });
  });

  it("a region that may not send as many as are needed", () => {
    const seats = [{ specialty: "art", count: 2 }];
    const refusal = refusalOf(
      drawPanel(request({ seats, regions: [{ region: "north", min: 0, max: 1 }] }), KEY),
    );
    expect(refusal.relaxations?.[0]).toEqual({ rule: "region.max", name: "north", from: 1, to: 2 });
  });

  it("an employer with all experts of two specialties", () => {
    const one = { ...request({}), pool: pool.map((entry) => ({ ...entry, employer: "x" })) };
    const refusal = refusalOf(drawPanel(one, KEY));
    expect(refusal.relaxations?.map(({ rule }) => rule)).toContain("employer");
  });

  it("every change it names really leaves a panel, on the random pools that have none", () => {
    let tried = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const random = randomRequest(seed);
      const outcome = drawPanel(random, KEY);
      if (!isDrawRefusal(outcome)) continue;
      for (const relaxation of outcome.relaxations ?? []) {
        const relaxed = { ...random, spec: relax(random.spec, relaxation) };
        expect(referenceCount(relaxed).total, `seed ${seed}`).toBeGreaterThan(0n);
        tried += 1;
      }
    }
    expect(tried).toBeGreaterThan(50);
  });
});

function relax(spec: DrawSpec, { rule, name, to }: Relaxation): DrawSpec {
  if (rule === "employer") return { ...spec, onePerEmployer: false };
  if (rule === "seat.count") {
    return {
      ...spec,
      seats: spec.seats.map((seat) => (seat.specialty === name ? { ...seat, count: to } : seat)),
    };
  }
  const bound = rule === "region.min" ? { min: to } : { max: to };
  return {
    ...spec,
    regions: spec.regions.map((one) => (one.region === name ? { ...one, ...bound } : one)),
  };
}

describe("quotas with too many seat states to count", () => {
  const names = Array.from({ length: 13 }, (_, i) => `s${i}`);
  const spec: DrawSpec = {
    seats: names.map((specialty) => ({ specialty, count: 1 })),
    regions: [{ region: "north", min: 6, max: 7 }],
    onePerEmployer: true,
  };
  const crowd = names.flatMap((name, i) =>
    [0, 1].map((twin) =>
      person(`${name}-${twin}`, name, twin === 0 ? "north" : "south", `w${(i + 7 * twin) % 20}`),
    ),
  );
  const large = { spec, pool: crowd, law: "uniform" as const };

  it("are drawn by subsets: every rule holds, and the engine is named", () => {
    for (let i = 0; i < 20; i += 1) {
      const outcome = drawPanel(large, new Uint8Array(32).fill(i));
      if (isDrawRefusal(outcome)) throw new Error(outcome.detail);
      expect(outcome.engine).toBe("subset-reject/1");
      expect(outcome.N).toBe("8192");
      const members = outcome.panel.map(({ ref }) => crowd.find((one) => one.ref === ref));
      expect(members.filter((one) => one?.region === "north").length).toBeGreaterThanOrEqual(6);
      expect(members.filter((one) => one?.region === "north").length).toBeLessThanOrEqual(7);
      expect(new Set(members.map((one) => one?.employer)).size).toBe(13);
    }
  });

  it("do not depend on the order of the pool, and are refused under the equal law", () => {
    expect(drawPanel({ ...large, pool: crowd.toReversed() }, KEY)).toEqual(drawPanel(large, KEY));
    expect(refusalOf(drawPanel({ ...large, law: "equal" }, KEY)).code).toBe("draw.too-large");
  });
});

describe("an employer in several regions", () => {
  it("never has two experts on a panel; the numbers that would seat two are on record", () => {
    const split = request({
      seats: [
        { specialty: "law", count: 1 },
        { specialty: "art", count: 1 },
      ],
      regions: [
        { region: "north", min: 0, max: 2 },
        { region: "south", min: 0, max: 2 },
      ],
    });
    const shared = { ...split, pool: [...pool, person("e", "art", "south", "x")] };
    const seen = new Map<string, number>();
    let rejections = 0;
    for (let i = 0; i < 400; i += 1) {
      const key = new Uint8Array(32).fill(i & 0xff);
      key[31] = i >> 8;
      const outcome = drawPanel(shared, key);
      if (isDrawRefusal(outcome)) throw new Error(outcome.detail);
      const text = outcome.panel
        .map((seat) => `${seat.seat}:${seat.ref}`)
        .toSorted()
        .join(" ");
      seen.set(text, (seen.get(text) ?? 0) + 1);
      rejections += outcome.rejected.length;
    }
    const valid = [...referenceCount(shared).panels.keys()].map((text) =>
      text.split(" ").toSorted().join(" "),
    );
    expect([...seen.keys()].toSorted()).toEqual(valid.toSorted());
    expect(rejections).toBeGreaterThan(0);
    // 400 draws over 4 panels: 100 each, standard deviation 8.7.
    for (const hits of seen.values()) expect(Math.abs(hits - 100)).toBeLessThan(45);
  });
});

it("every exclusion names every rule that excludes", () => {
  const rules = [
    {
      id: "recusal.employer",
      excludes: (one: { employer: string | null }) => one.employer === "x",
    },
    {
      id: "licence.expired",
      excludes: (one: { ref: string }) => one.ref === "b" || one.ref === "d",
    },
  ];
  const { eligible, exclusions } = filterEligible(pool, rules);
  expect(eligible.map(({ ref }) => ref)).toEqual(["c"]);
  expect(exclusions).toEqual([
    { ref: "a", rules: ["recusal.employer"] },
    { ref: "b", rules: ["recusal.employer", "licence.expired"] },
    { ref: "d", rules: ["licence.expired"] },
  ]);
});
