import { z } from "zod";
import { poolEntrySchema } from "../../draw/index.ts";
import { digestSchema } from "../ids.ts";
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

/** 封库: the agency fixes the pool, the rules and the parties. From here on nobody chooses anything. */
export const sealDrawSchema = z.strictObject({
  type: z.literal("sealDraw"),
  pool: z.array(poolEntrySchema).max(200_000),
  /** Commits to the list of those who were left out, each with its reason; see `eligibility`. */
  exclusionsHash: digestSchema,
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
