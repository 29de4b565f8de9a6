import { z } from "zod";
import { canonicalize } from "../tlog/canonical-json.ts";
import { hex, utf8 } from "../tlog/encoding.ts";
import { sha256 } from "../tlog/sha256.ts";
import { numberSetsSchema } from "./number-sets.ts";
import { drawLawSchema, drawSpecSchema, type DrawSpec } from "./spec.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const word = z.string().min(1).max(200);

/**
 * What everyone agrees on before any secret is revealed. `drawNo` counts every attempt of the lot,
 * voided ones too; `prevDraw` is the hash of the transcript before it.
 */
export const ceremonySpecSchema = z.strictObject({
  v: z.literal(1),
  projectId: word,
  lotId: word,
  drawNo: z.int().min(1),
  prevDraw: digest.nullable(),
  algo: z.literal("laminar-unrank/1"),
  law: drawLawSchema,
  seats: drawSpecSchema.shape.seats,
  regions: drawSpecSchema.shape.regions,
  /** Members of one employer: at most one, or null for no rule. */
  employerCap: z.literal(1).nullable(),
  /** Regions that send exactly so many members to the first panel; see `sealEqualWeights`. */
  equalities: z
    .array(z.strictObject({ region: word, count: z.int().min(0).max(1_000_000) }))
    .max(10_000),
  /**
   * The members of a panel that sits already, each in its seat: the draw fills the other seats alone. Their leaves stand
   * in the pool, and the law is uniform. Left out where the whole panel is drawn.
   */
  keep: z
    .array(z.strictObject({ seat: word, ref: word }))
    .max(1_000)
    .optional(),
  /** What is drawn beside members: coefficients of the method, desks. Left out where nothing is. */
  numbers: numberSetsSchema.optional(),
  /** Whether so many seats are drawn that their number must be odd; so it is where nothing is said. */
  odd: z.boolean().optional(),
  poolRoot: digest,
  poolSize: z.int().min(1),
  eligibilityRulesHash: digest,
  exclusionsHash: digest,
  parties: z
    .array(z.strictObject({ id: word, role: word, vkey: word }))
    .min(3)
    .max(32),
  /** Rounds that one anchor serves: the draw itself and its substitutions. */
  chainLen: z.int().min(1).max(1024),
  /** The public randomness mixed in, or null: its chain and the number of its round per draw round. */
  beacon: z.strictObject({ chain: digest, firstRound: z.int().min(1) }).nullable(),
  deadlines: z.strictObject({ commit: z.int(), reveal: z.int() }),
  verifierHash: digest,
});
export type CeremonySpec = z.infer<typeof ceremonySpecSchema>;

/** drawId = SHA-256 of the canonical spec, in hex. */
export function drawIdOf(spec: CeremonySpec): string {
  return hex(sha256(utf8(canonicalize(spec))));
}

/** The rules alone, as the draw takes them. */
export function rulesOf(spec: Pick<CeremonySpec, "seats" | "regions" | "employerCap">): DrawSpec {
  return { seats: spec.seats, regions: spec.regions, onePerEmployer: spec.employerCap === 1 };
}
