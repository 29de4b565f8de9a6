import { z } from "zod";
import { digestSchema } from "./ids.ts";

/** Who keep the shares of a key that is held together: any two of them open, none alone. */
export const shareHolderSchema = z.enum(["host", "supervisor", "witness"]);
export type ShareHolder = z.infer<typeof shareHolderSchema>;
export const shareHolders = shareHolderSchema.options;

/** How many of the three shares give the key. */
export const sharesNeeded = 2;

/** An X25519 public key (RFC 7748): base64 of 32 bytes. */
export const publicKeySchema = z.string().regex(/^[A-Za-z0-9+/]{43}=$/);

/** A share as it leaves its holder, once: base64 of 33 bytes. Never recorded and never kept. */
export const shareSchema = z.string().regex(/^[A-Za-z0-9+/]{44}$/);

/** A share for its holder's eyes: what it must hash to, and itself sealed to the holder's key. */
export const sealedShareSchema = z.strictObject({
  commitment: digestSchema,
  sealed: z.strictObject({
    ephemeral: publicKeySchema,
    iv: z.string().regex(/^[A-Za-z0-9+/]{16}$/),
    ciphertext: z.string().regex(/^[A-Za-z0-9+/]{66}==$/),
  }),
});
export type SealedShare = z.infer<typeof sealedShareSchema>;

export const sealedSharesSchema = z.strictObject({
  host: sealedShareSchema,
  supervisor: sealedShareSchema,
  witness: sealedShareSchema,
});
export type SealedShares = z.infer<typeof sealedSharesSchema>;
