import { z } from "zod";
import { publicKeySchema, sealedShareSchema, shareHolderSchema } from "../sealed-share.ts";

/** How the common key of the sheets stands, holder by holder. */
export const sealingViewSchema = z.strictObject({
  phase: z.enum(["holders", "key", "kept", "release"]),
  /** Whether too few shares are left: the key has to be made anew. */
  broken: z.boolean(),
  awaited: z.array(shareHolderSchema),
  publicKey: publicKeySchema.optional(),
  holders: z.array(
    z.strictObject({
      holder: shareHolderSchema,
      named: z.boolean(),
      lost: z.boolean(),
      released: z.boolean(),
    }),
  ),
  /** The holders' own public keys, to which whoever makes the key seals the shares. */
  keys: z.partialRecord(shareHolderSchema, publicKeySchema),
  /** The viewer's own key as named, and share as sealed to it. */
  mine: z.strictObject({
    publicKey: publicKeySchema.optional(),
    share: sealedShareSchema.optional(),
  }),
});
export type SealingView = z.infer<typeof sealingViewSchema>;
