import { readFileSync } from "node:fs";
import { z } from "zod";
import type { DrawRequest, PoolEntry } from "@yuanping/shared/draw/index.ts";

const text = z.string();
const texts = z.record(z.string(), text);
const numbered = z.object({ U: text, panel: text });

const vectorsSchema = z.object({
  stream: z.object({
    key: text,
    first_96_bytes: text,
    uniform_in_sequence: z.array(z.object({ N: text, U: text })),
  }),
  small_uniform: z.object({
    spec: z.object({
      quotas: z.array(z.int()),
      cells: z.array(z.object({ lo: z.int(), hi: z.int() })),
    }),
    experts: z.array(
      z.object({ id: text, emp: text, s: z.array(z.int()), cell: z.int() }),
    ),
    N: text,
    structure: z.array(
      z.object({
        cell: z.int(),
        classes: z.array(z.object({ sig: z.array(text), employers: z.array(text) })),
        poly: texts,
      }),
    ),
    unrank: z.array(numbered),
    inclusion_counts: z.record(z.string(), z.int()),
    from_stream_key: z.object({ key: text, U: text, panel: text }),
    chi_square: z.object({ draws: z.int(), chi2: z.number(), df: z.int() }),
  }),
  small_weighted: z.object({
    weights: z.record(z.string(), z.int()),
    Z: text,
    unrank: z.array(numbered),
    inclusion_weight: texts,
  }),
  substitution: z.object({
    panel: text,
    declined: text,
    candidates_after_exclusion: z.array(text),
    N: text,
  }),
  cross_implementation: z.object({ spec: z.unknown(), N: text }),
  public_instances: z.object({
    example_small_20: z.object({
      k: z.int(),
      N: text,
      uniform_P: z.object({ FC: z.number(), FL: z.number(), MC: z.number() }),
      equal_mode: z.object({ weight_FC: z.number() }),
    }),
  }),
  seed_protocol: z.object({
    drawId: text,
    L: z.int(),
    parties: z.array(
      z.object({ id: text, secret: text, anchor: text, reveals: z.array(text) }),
    ),
    freezeHash: text,
    rounds: z.array(
      z.object({ round: z.int(), beacon: text, key: text, uniform_N3875: text }),
    ),
  }),
});

/** The text of a file that lies beside this one. */
export function vectorFile(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

export const drawVectors = vectorsSchema.parse(JSON.parse(vectorFile("draw-vectors.json")));

/** The 24-expert instance; seats and regions are named by their number. */
export function smallRequest(weights?: Readonly<Record<string, number>>): DrawRequest {
  const { spec, experts } = drawVectors.small_uniform;
  const pool: PoolEntry[] = experts.map((expert) => ({
    ref: expert.id,
    specialties: expert.s.map(String),
    region: String(expert.cell),
    employer: expert.emp,
    weight: weights?.[expert.id] ?? 1,
  }));
  return {
    spec: {
      seats: spec.quotas.map((count, seat) => ({ specialty: String(seat), count })),
      regions: spec.cells.map(({ lo, hi }, cell) => ({ region: String(cell), min: lo, max: hi })),
      onePerEmployer: true,
    },
    pool,
    law: weights === undefined ? "uniform" : "equal",
  };
}

function people(region: string, count: number): PoolEntry[] {
  return Array.from({ length: count }, (_, i) => ({
    ref: `${region}${String(i).padStart(5, "0")}`,
    specialties: ["citizen"],
    region,
    employer: null,
    weight: 1,
  }));
}

/**
 * "Each of female, male, liberal, conservative in [share, k]" over one female conservative,
 * `others` female liberals and one more male conservatives: nested once said as bounds on groups.
 */
export function publicRequest(others: number, k: number, share: number): DrawRequest {
  const bounds = { min: share, max: k - share };
  return {
    spec: {
      seats: [{ specialty: "citizen", count: k }],
      regions: [
        { region: "FC", min: 0, max: k },
        { region: "FL", ...bounds },
        { region: "MC", ...bounds },
      ],
      onePerEmployer: false,
    },
    pool: [...people("FC", 1), ...people("FL", others), ...people("MC", others + 1)],
    law: "uniform",
  };
}
