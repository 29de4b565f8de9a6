import { z } from "zod";
import { decimalSchema } from "../method/index.ts";
import {
  itemIdSchema,
  bidIdSchema,
  digestSchema,
  evaluationIdSchema,
  personRefSchema,
} from "./ids.ts";
import { paragraphSchema } from "./text.ts";

/** One member's marks: bid → item → decimal, or null where the member gives none and the method allows that. */
export const markTableSchema = z.record(
  bidIdSchema,
  z.record(itemIdSchema, decimalSchema.nullable()),
);
export type MarkTable = z.infer<typeof markTableSchema>;

export const commentTableSchema = z.record(bidIdSchema, z.record(itemIdSchema, paragraphSchema));

/** A member's score sheet. Its canonical JSON is what the commitment covers. */
export const sheetSchema = z.strictObject({
  evaluation: evaluationIdSchema,
  member: personRefSchema,
  /** Counts a member's sheets: 1, then 2 when an invalid one was returned. */
  round: z.int().min(1).max(99),
  marks: markTableSchema,
  comments: commentTableSchema,
});
export type Sheet = z.infer<typeof sheetSchema>;

/** A sheet with the nonce that opens its commitment. */
export const openedSheetSchema = z.strictObject({
  sheet: sheetSchema,
  /** 32 bytes in hex. */
  nonce: digestSchema,
});
export type OpenedSheet = z.infer<typeof openedSheetSchema>;

/** A sheet sealed to the evaluation's key: ephemeral X25519 key, AES-256-GCM iv and ciphertext, each base64. */
export const sealedSheetSchema = z.strictObject({
  ephemeral: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  iv: z.string().regex(/^[A-Za-z0-9+/]{16}$/),
  ciphertext: z
    .string()
    .regex(/^[A-Za-z0-9+/]+={0,2}$/)
    .max(60_000),
});
export type SealedSheet = z.infer<typeof sealedSheetSchema>;
