import { z } from "zod";
import { bidIdSchema, digestSchema } from "../ids.ts";

/** Somebody in the room opens a document of an unsealed bid; without this its bytes are not sent. */
export const openDocumentSchema = z.strictObject({
  type: z.literal("openDocument"),
  bid: bidIdSchema,
  sha256: digestSchema,
});

export const documentCommands = [openDocumentSchema] as const;
