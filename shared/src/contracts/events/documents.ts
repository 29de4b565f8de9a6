import { z } from "zod";
import { pageListSchema } from "../commands/documents.ts";
import { bidIdSchema, digestSchema, personRefSchema } from "../ids.ts";

/** The first time that a person opened a document of a bid. */
export const documentOpenedSchema = z.strictObject({
  type: z.literal("DocumentOpened"),
  person: personRefSchema,
  bid: bidIdSchema,
  sha256: digestSchema,
});

/** Pages that a person's browser showed for the first time; each page once for each person and document. */
export const pagesReadSchema = z.strictObject({
  type: z.literal("PagesRead"),
  person: personRefSchema,
  bid: bidIdSchema,
  sha256: digestSchema,
  pages: pageListSchema,
});

export const documentEvents = [documentOpenedSchema, pagesReadSchema] as const;
