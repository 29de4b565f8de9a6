import { createHash } from "node:crypto";
import type { DrawRequest, DrawSpec, PoolEntry } from "@yuanping/shared/draw/index.ts";

/** A panel as text: `seat:ref` pairs, sorted by seat then ref, joined by spaces. */
export type PanelText = string;

export interface ReferenceCount {
  /** Every valid panel with the product of its members' weights. */
  readonly panels: ReadonlyMap<PanelText, bigint>;
  readonly total: bigint;
  /** By `seat:ref`, the weight of the panels in which the expert fills that seat. */
  readonly chances: ReadonlyMap<string, bigint>;
}

/**
 * The obvious slow draw: tries every set of experts in every seat and keeps what obeys the rules.
 * It shares no code with the fast count, and an employer is looked at across all regions.
 */
export function referenceCount(request: DrawRequest): ReferenceCount {
  const { spec } = request;
  const panels = new Map<PanelText, bigint>();
  const chances = new Map<string, bigint>();
  let total = 0n;
  for (const panel of labelledPanels(spec, request.pool)) {
    if (
      !obeys(
        spec,
        panel.map(([, entry]) => entry),
      )
    )
      continue;
    const weight =
      request.law === "uniform"
        ? 1n
        : panel.reduce((product, [, entry]) => product * BigInt(entry.weight), 1n);
    const labels = panel.map(([seat, entry]) => `${seat}:${entry.ref}`);
    panels.set(labels.join(" "), weight);
    total += weight;
    for (const label of labels) chances.set(label, (chances.get(label) ?? 0n) + weight);
  }
  return { panels, total, chances };
}

type Labelled = readonly (readonly [seat: string, entry: PoolEntry])[];

function* labelledPanels(spec: DrawSpec, pool: readonly PoolEntry[]): Generator<Labelled> {
  const sorted = pool.toSorted((a, b) => (a.ref < b.ref ? -1 : 1));

  function* fill(seat: number, taken: Labelled): Generator<Labelled> {
    const wanted = spec.seats[seat];
    if (wanted === undefined) {
      yield taken;
      return;
    }
    const able = sorted.filter(
      (entry) =>
        entry.specialties.includes(wanted.specialty) && !taken.some(([, one]) => one === entry),
    );
    for (const chosen of subsets(able, wanted.count)) {
      const labels = chosen.map((entry) => [wanted.specialty, entry] as const);
      yield* fill(seat + 1, [...taken, ...labels]);
    }
  }

  yield* fill(0, []);
}

function* subsets<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (const [index, first] of items.entries()) {
    for (const rest of subsets(items.slice(index + 1), size - 1)) yield [first, ...rest];
  }
}

function obeys(spec: DrawSpec, panel: readonly PoolEntry[]): boolean {
  const employers = panel.flatMap((entry) => entry.employer ?? []);
  if (spec.onePerEmployer && new Set(employers).size < employers.length) return false;
  return spec.regions.every((rule) => {
    const inside = panel.filter((entry) => liesIn(spec, entry.region, rule.region)).length;
    return inside >= rule.min && inside <= rule.max;
  });
}

function liesIn(spec: DrawSpec, region: string, area: string): boolean {
  if (region === area) return true;
  const parent = spec.regions.find((rule) => rule.region === region)?.parent;
  return parent !== undefined && liesIn(spec, parent, area);
}

export interface Rfc3797Row {
  readonly md5: string;
  readonly remainder: number;
  /** 1-based place in the published list. */
  readonly selected: number;
}

/** The selection of RFC 3797 section 4: MD5 over index, key, index; modulo what is left. */
export function rfc3797Selection(seed: string, poolSize: number, count: number): Rfc3797Row[] {
  const left = Array.from({ length: poolSize }, (_, i) => i + 1);
  return Array.from({ length: count }, (_, index) => {
    const counter = Buffer.from([index >> 8, index & 0xff]);
    const message = Buffer.concat([counter, Buffer.from(seed), counter]);
    const md5 = createHash("md5").update(message).digest("hex").toUpperCase();
    const remainder = Number(BigInt(`0x${md5}`) % BigInt(left.length));
    const [selected = 0] = left.splice(remainder, 1);
    return { md5, remainder, selected };
  });
}

/** A small deterministic generator for tests (mulberry32), so that a printed seed replays. */
export function seededRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
