import { z } from "zod";

/** A line a person typed: a name, a title, a heading. Trimmed, without control characters. */
export const lineSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** A paragraph a person typed: a reason, a note, a message. Line breaks and tabs are allowed. */
export const paragraphSchema = z
  .string()
  .trim()
  .min(1)
  .max(2000)
  .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u);

/** Something that must be answered by a person in words before it counts. */
export const reasonSchema = paragraphSchema.refine((text) => text.length >= 2);
