import { z } from "zod";
import { bidIdSchema, digestSchema } from "../ids.ts";

/** Somebody in the room opens a document of an unsealed bid; without this its bytes are not sent. */
export const openDocumentSchema = z.strictObject({
  type: z.literal("openDocument"),
  bid: bidIdSchema,
  sha256: digestSchema,
});

/** A document has so many pages at most, for the record; what lies behind them is not noted. */
const pagesMost = 5000;
/** Pages of a document as a command or an event names them: each once, the lowest first. */
export const pageListSchema = z
  .array(z.int().min(1).max(pagesMost))
  .min(1)
  .max(200)
  .refine((pages) => pages.every((page, at) => at === 0 || page > (pages[at - 1] ?? 0)));

/** The reader's page tells, summed up over some seconds, which pages it has shown. */
export const readPagesSchema = z.strictObject({
  type: z.literal("readPages"),
  bid: bidIdSchema,
  sha256: digestSchema,
  pages: pageListSchema,
});

export const documentCommands = [openDocumentSchema, readPagesSchema] as const;
