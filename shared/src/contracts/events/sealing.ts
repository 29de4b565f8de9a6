import { z } from "zod";
import { digestSchema, personRefSchema } from "../ids.ts";
import { publicKeySchema, sealedSharesSchema, shareHolderSchema } from "../sealed-share.ts";
import { sealedSheetSchema } from "../sheet.ts";

const holder = { holder: shareHolderSchema };

export const sealingKeyDeclaredSchema = z.strictObject({
  type: z.literal("SealingKeyDeclared"),
  ...holder,
  publicKey: publicKeySchema,
});
export const sealingKeyMadeSchema = z.strictObject({
  type: z.literal("SealingKeyMade"),
  publicKey: publicKeySchema,
  shares: sealedSharesSchema,
});
/** Who handed over a share, and for which sheets: SHA-256 over their commitments (`sheetsOf`). Never the share. */
export const shareReleasedSchema = z.strictObject({
  type: z.literal("ShareReleased"),
  ...holder,
  sheets: digestSchema,
});
export const shareLostSchema = z.strictObject({ type: z.literal("ShareLost"), ...holder });
export const sharesForgottenSchema = z.strictObject({ type: z.literal("SharesForgotten") });
export const sealingKeyRejectedSchema = z.strictObject({ type: z.literal("SealingKeyRejected") });
/** The commitment stays: it is the same sheet. */
export const sheetResealedSchema = z.strictObject({
  type: z.literal("SheetResealed"),
  member: personRefSchema,
  sealed: sealedSheetSchema,
});

export const sealingEvents = [
  sealingKeyDeclaredSchema,
  sealingKeyMadeSchema,
  shareReleasedSchema,
  shareLostSchema,
  sharesForgottenSchema,
  sealingKeyRejectedSchema,
  sheetResealedSchema,
] as const;
