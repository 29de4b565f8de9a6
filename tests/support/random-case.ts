import type { z } from "zod";
import { caseSchema, type Mark } from "@yuanping/shared/method/index.ts";
import { randomNumbers, type RandomNumbers } from "./random-number.ts";

type CaseInput = z.input<typeof caseSchema>;
type PriceInput = NonNullable<CaseInput["price"]>;

function decimal(random: RandomNumbers, least: number, most: number, places: number): string {
  const scale = 10 ** places;
  const value = random.whole(least * scale, most * scale);
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(value);
  const whole = `${sign}${Math.floor(size / scale)}`;
  if (places === 0) return whole;
  return `${whole}.${String(size % scale).padStart(places, "0")}`;
}

/** Two times in five nothing: spread into an object, the keys are then not there. */
function maybe<Value>(random: RandomNumbers, value: () => Value): Value | undefined {
  return random.chance(0.4) ? value() : undefined;
}

function rounding(random: RandomNumbers) {
  return {
    places: random.whole(0, 4),
    mode: random.pick(["half-up", "half-even", "down", "up"] as const),
  };
}

function base(random: RandomNumbers) {
  const drops = { dropHigh: random.whole(0, 2), dropLow: random.whole(0, 2) };
  const times = () => ({ times: decimal(random, 0.9, 1.1, 3) });
  return random.pick([
    () => ({ kind: "stated" as const, value: decimal(random, 50, 150, 2) }),
    () => ({ kind: "mean" as const, ...drops, ...maybe(random, times) }),
    () => ({
      kind: "mean-by-count" as const,
      table: [
        { from: 5, dropHigh: 1, dropLow: 1 },
        { from: 1, dropHigh: 0, dropLow: 0 },
        { from: 3, dropHigh: 1, dropLow: 0 },
      ],
      ...maybe(random, times),
    }),
    () => ({
      kind: "two-pass-mean" as const,
      above: decimal(random, 0, 0.3, 2),
      below: decimal(random, 0, 0.3, 2),
      ...maybe(random, times),
    }),
    () => ({
      kind: "weighted" as const,
      control: decimal(random, 80, 150, 2),
      k: decimal(random, 0.9, 1, 2),
      c: decimal(random, 0, 1, 2),
      ...drops,
    }),
  ])();
}

function price(random: RandomNumbers): PriceInput | null {
  const limits = {
    ...maybe(random, () => ({ highest: decimal(random, 105, 125, 2) })),
    ...maybe(random, () => ({ lowest: decimal(random, 75, 95, 2) })),
  };
  const points = {
    ...limits,
    points: decimal(random, 10, 100, 0),
    ...maybe(random, () => ({ factor: decimal(random, 0, 1, 2) })),
  };
  const ceiling = decimal(random, 110, 150, 1);
  return random.pick([
    () => null,
    () => ({ formula: "lowest-over-price" as const, ...points }),
    () => ({ formula: "ceiling-ratio" as const, ...points, ceiling }),
    () => ({ formula: "saving-ratio" as const, ...points, ceiling }),
    () => ({
      formula: "excess-over-lowest" as const,
      ...points,
      ...maybe(random, () => ({ floor: decimal(random, 0, 20, 0) })),
    }),
    () => ({ formula: "value-for-money" as const, ...limits, per: decimal(random, 1, 1000, 0) }),
    () => ({ formula: "lowest-evaluated-price" as const, ...limits }),
    () => benchmark(random, points),
    () => benchmark(random, points),
  ])();
}

function benchmark(random: RandomNumbers, points: { points: string; factor?: string }): PriceInput {
  return {
    formula: "benchmark",
    ...points,
    base: base(random),
    abovePerPercent: decimal(random, 0, 2, 1),
    belowPerPercent: decimal(random, 0, 2, 1),
    ...maybe(random, () => ({ floor: decimal(random, -5, 10, 1) })),
    deviation: random.chance(0.4) ? "interpolate" : rounding(random),
  };
}

function aggregate(random: RandomNumbers) {
  return random.pick([
    () => ({ kind: "mean" as const }),
    () => ({ kind: "median" as const }),
    () => ({
      kind: "trimmed-mean" as const,
      dropHigh: random.whole(0, 2),
      dropLow: random.whole(0, 2),
      ...maybe(random, () => ({ fromMembers: random.whole(3, 7) })),
    }),
    () => ({ kind: "drop-member" as const }),
    () => ({ kind: "rank-sum" as const }),
  ])();
}

function items(random: RandomNumbers): NonNullable<CaseInput["items"]> {
  return Array.from({ length: random.whole(0, 4) }, (_, index) => {
    const id = `I${index}`;
    const kind = random.pick(["subjective", "subjective", "objective", "pass-fail"] as const);
    if (kind === "pass-fail") return { id, kind };
    return {
      id,
      kind,
      max: "40",
      ...maybe(random, () => ({ factor: decimal(random, 0, 2, 2) })),
      ...(random.chance(0.15) ? { floor: decimal(random, 5, 20, 1) } : {}),
    };
  });
}

function bids(random: RandomNumbers): CaseInput["bids"] {
  return Array.from({ length: random.whole(1, 7) }, (_, index) => ({
    id: `B${index}`,
    // Few different prices, so that equal ones occur.
    price: decimal(random, 80, 120, random.whole(0, 1)),
    ...maybe(random, () => ({ given: { deduction: decimal(random, -3, 5, 2), price: "9.5" } })),
    ...maybe(random, () => ({
      preferences: [
        { reason: "small-enterprise", rate: decimal(random, 0, 0.2, 2) },
        ...(random.chance(0.3) ? [{ reason: "domestic", rate: "0.20" }] : []),
      ],
    })),
  }));
}

function mark(random: RandomNumbers, kind: string, mayBeEmpty: boolean): Mark {
  if (kind === "pass-fail") return random.chance(0.8) ? "pass" : "fail";
  if (mayBeEmpty && kind === "subjective" && random.chance(0.2)) return null;
  return random.chance(0.03)
    ? decimal(random, -5, 60, 1)
    : decimal(random, 10, 40, random.pick([0, 1, 2]));
}

/** A random case; the same seed gives the same one. It always fits the schema. */
export function randomCase(seed: number): CaseInput {
  const random = randomNumbers(seed);
  const someBids = bids(random);
  const someItems = items(random);
  const how = aggregate(random);
  const missing = how.kind !== "rank-sum" && random.chance(0.4) ? "leave-out" : "refuse";
  const members = Array.from({ length: random.whole(1, 7) }, (_, index) => `E${index}`);
  // The first member gives every mark, so that no item stays without one.
  const sheet = (member: string) =>
    Object.fromEntries(
      someItems.map(({ id, kind }) => [
        id,
        mark(random, kind, missing === "leave-out" && member !== "E0"),
      ]),
    );
  return {
    format: "evaluation-case/1",
    id: `random-${seed}`,
    bids: someBids,
    items: someItems,
    aggregate: how,
    missing,
    price: price(random),
    rounding: {
      ...maybe(random, () => ({ item: rounding(random) })),
      ...maybe(random, () => ({ contribution: rounding(random) })),
      ...maybe(random, () => ({ base: rounding(random) })),
      ...maybe(random, () => ({ price: rounding(random) })),
      ...maybe(random, () => ({ total: rounding(random) })),
    },
    order: [
      ...random.pick([
        ["total-desc"],
        ["total-desc", "price-asc"],
        ["total-desc", "price-asc", "technical-desc"],
        ["price-asc", "total-desc"],
      ]),
    ],
    ...(random.chance(0.15) ? { technicalFloor: decimal(random, 10, 60, 0) } : {}),
    ...(random.chance(0.3) ? { farFromMean: decimal(random, 0, 0.5, 2) } : {}),
    marks: Object.fromEntries(
      someBids.map(({ id }) => [
        id,
        Object.fromEntries(members.map((member) => [member, sheet(member)])),
      ]),
    ),
  };
}
