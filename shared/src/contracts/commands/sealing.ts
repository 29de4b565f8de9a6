import { z } from "zod";
import { digestSchema } from "../ids.ts";
import { publicKeySchema, sealedSharesSchema } from "../sealed-share.ts";
import { sealedSheetSchema } from "../sheet.ts";

/** A holder names the key to which a share will be sealed; its private half stays in the holder's browser. */
export const declareSealingKeySchema = z.strictObject({
  type: z.literal("declareSealingKey"),
  publicKey: publicKeySchema,
});

/**
 * The supervisor's browser has made the evaluation's key, split the private half two of three (Shamir 1979), and sealed
 * a share to each holder; of the private half nothing is left.
 */
export const makeSealingKeySchema = z.strictObject({
  type: z.literal("makeSealingKey"),
  publicKey: publicKeySchema,
  shares: sealedSharesSchema,
});

/** A holder has handed over a share. Here stands only what it hashes to. */
export const releaseShareSchema = z.strictObject({
  type: z.literal("releaseShare"),
  commitment: digestSchema,
});

/** A holder can't open their share any more, for instance because the machine was replaced. */
export const reportShareLostSchema = z.strictObject({ type: z.literal("reportShareLost") });

/** The server was started anew, and the shares that it held in memory are gone: it asks again. */
export const forgetSharesSchema = z.strictObject({ type: z.literal("forgetShares") });

/** No two of the three shares give the key, though each is the one on record: whoever made them made them wrong. */
export const rejectSealingKeySchema = z.strictObject({ type: z.literal("rejectSealingKey") });

/** A member seals the very sheet that is committed to once more, to the key that took the place of a lost one. */
export const resealSheetSchema = z.strictObject({
  type: z.literal("resealSheet"),
  sealed: sealedSheetSchema,
});

/** A member whose sheet nobody can open, and who has no copy of it, takes it back to write it anew. */
export const returnOwnSheetSchema = z.strictObject({ type: z.literal("returnOwnSheet") });

export const sealingCommands = [
  declareSealingKeySchema,
  makeSealingKeySchema,
  releaseShareSchema,
  reportShareLostSchema,
  forgetSharesSchema,
  rejectSealingKeySchema,
  resealSheetSchema,
  returnOwnSheetSchema,
] as const;
