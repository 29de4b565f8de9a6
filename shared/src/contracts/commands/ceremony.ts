import { z } from "zod";
import { ceremonySpecSchema, poolEntrySchema } from "../../draw/index.ts";
import { digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** A signed note in C2SP form; room for the log's signature and a few cosignatures. */
const noteSchema = z.string().min(1).max(4096);

/** Ed25519 over the party's commitment (`draw/party-signature.ts`), base64. */
export const partySignatureSchema = z.string().regex(/^[A-Za-z0-9+/]{86}==$/);

/** A party of the draw names the key, in C2SP form, with which it will sign; the secret half stays in its browser. */
export const declareKeySchema = z.strictObject({
  type: z.literal("declareKey"),
  vkey: z.string().min(1).max(300),
});

/** Someone of the centre's experts who was left out of a pool, by ref, and the id of every rule that says so. */
export const exclusionSchema = z.strictObject({
  ref: personRefSchema,
  rules: z.array(z.string().min(1).max(64)).min(1).max(16),
});
export type PoolExclusion = z.infer<typeof exclusionSchema>;

/**
 * 封库: the agency fixes the pool, the rules and the parties. From here on nobody chooses anything. Under the equal law
 * the pool carries fitted weights; what else the fitting came to is checked by counting, and never fitted again.
 */
export const sealDrawSchema = z.strictObject({
  type: z.literal("sealDraw"),
  pool: z.array(poolEntrySchema).max(200_000),
  /** Employers who are sure to send a member, as regions of their own without bounds, inside their region. */
  ownRegions: z
    .array(
      z.strictObject({
        region: z.string().regex(/^#[0-9]{1,7}$/),
        parent: z.string().min(1).max(200).optional(),
      }),
    )
    .max(10_000)
    .optional(),
  /** Regions that send exactly so many members to the first panel. */
  equalities: ceremonySpecSchema.shape.equalities.optional(),
  /** Specialties that too few hold, so that holders of a broader one were let in. */
  fallbacks: z
    .array(
      z.strictObject({
        specialty: z.string().min(1).max(200),
        broader: z.string().min(1).max(200),
        holders: z.int().min(0),
      }),
    )
    .max(64)
    .optional(),
  /** Who was left out, and why. */
  exclusions: z.array(exclusionSchema).max(200_000),
});

/** A party publishes the anchor of its hash chain, whose secret begins in its own browser. */
export const commitDrawSchema = z.strictObject({
  type: z.literal("commitDraw"),
  drawId: digestSchema,
  anchor: digestSchema,
  signature: partySignatureSchema,
});

/** 冻结: a party cosigns a checkpoint of the log that holds every commitment. */
export const cosignDrawSchema = z.strictObject({
  type: z.literal("cosignDraw"),
  drawId: digestSchema,
  note: noteSchema,
});

/** A party opens the next link of its chain. With the last party's link the panel, or the substitute, is drawn. */
export const revealDrawSchema = z.strictObject({
  type: z.literal("revealDraw"),
  drawId: digestSchema,
  round: z.int().min(0).max(1023),
  value: digestSchema,
});

/** A party has let a deadline pass: the attempt is void, and the party is named on record. */
export const voidDrawSchema = z.strictObject({
  type: z.literal("voidDraw"),
  drawId: digestSchema,
  reason: reasonSchema,
});

export const ceremonyCommands = [
  declareKeySchema,
  sealDrawSchema,
  commitDrawSchema,
  cosignDrawSchema,
  revealDrawSchema,
  voidDrawSchema,
] as const;
