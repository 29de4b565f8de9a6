import { z } from "zod";
import { utf8, hex } from "../tlog/encoding.ts";
import { parseNote } from "../tlog/note.ts";
import { sha256 } from "../tlog/sha256.ts";
import { ceremonySpecSchema } from "./ceremony-spec.ts";
import { countSchema } from "./count-text.ts";
import { drawnNumbersSchema } from "./number-sets.ts";
import { statedChancesSchema } from "./stated-chances.ts";

const digest = z.string().regex(/^[0-9a-f]{64}$/u);
const name = z.string().min(1).max(200);
const seat = z.strictObject({ seat: name, ref: name });

/**
 * One draw: the first of the panel (t = 0) or a substitution (t >= 1). One that fills no seat (N = 1, U = 0, nobody drawn)
 * draws numbers alone.
 */
const roundSchema = z.strictObject({
  t: z.int().min(0),
  reveals: z.array(z.strictObject({ party: name, value: digest })),
  /** Hex of the beacon's randomness, empty when none is mixed in. */
  beacon: z
    .string()
    .regex(/^(?:[0-9a-f]{2})*$/u)
    .max(1024),
  key: digest,
  N: countSchema,
  rejected: z.array(countSchema).max(100_000),
  U: countSchema,
  /** The members drawn in this round, sorted by seat and ref. */
  panel: z.array(seat),
  /** What the same key's stream gave after the panel's number: see `number-sets.ts`. */
  numbers: drawnNumbersSchema.optional(),
  /** Who left, why, and the hash of the signed decline or call record. Empty for t = 0, and where only numbers are drawn. */
  vacancies: z.array(z.strictObject({ seat: name, ref: name, reason: name, evidence: digest })),
  /** Refs who may not be drawn from this round on. */
  exclusionsAdded: z.array(name),
});

/** Everything that a stranger needs, beside the pool's lines, to repeat the draw. */
export const transcriptSchema = z.strictObject({
  v: z.literal(1),
  drawId: digest,
  spec: ceremonySpecSchema,
  specSignatures: z.array(z.strictObject({ party: name, signature: z.string().max(20_000) })),
  pool: z.literal("pool.ndjson"),
  commits: z.array(
    z.strictObject({ party: name, anchor: digest, signature: z.string().max(20_000) }),
  ),
  /** The signed note whose checkpoint holds the spec, the commits and the count. */
  freeze: z.string().max(1 << 18),
  /** Stated before the reveals. */
  chances: statedChancesSchema,
  rounds: z.array(roundSchema).min(1).max(1024),
  openings: z.array(z.strictObject({ ref: name, expertId: name, proof: z.string().max(20_000) })),
  logProofs: z.array(z.string().max(1 << 18)),
});
export type Transcript = z.infer<typeof transcriptSchema>;
export type TranscriptRound = Transcript["rounds"][number];

/** SHA-256 of the frozen checkpoint's text, without its signatures; null when it is no note. */
export function freezeHashOf(freeze: string): string | null {
  try {
    return hex(sha256(utf8(parseNote(freeze).text)));
  } catch {
    return null;
  }
}
