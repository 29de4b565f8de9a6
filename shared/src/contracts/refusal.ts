import { z } from "zod";

/**
 * Why a request was not carried out. A refusal is a value, never an exception, and always means: nothing changed.
 * - `invalid`: the message itself is malformed or out of range; the same message will never be accepted.
 * - `forbidden`: the sender may not do this; the attempt is put on record.
 * - `conflict`: the sender may do this, but not now, or not with what has happened since.
 * - `unavailable`: a part the server needs is gone; the same message may be sent again later.
 * - `limited`: too many or too large; the same message may be sent again later.
 * - `internal`: a fault of ours, logged under `correlation`.
 */
export const refusalCategorySchema = z.enum([
  "invalid",
  "forbidden",
  "conflict",
  "unavailable",
  "limited",
  "internal",
]);
export type RefusalCategory = z.infer<typeof refusalCategorySchema>;

/** A refusal's code is `domain.reason`, e.g. `scoring.sheet-locked`; its texts live in `i18n/refusals/`. */
export const refusalCodeSchema = z.string().regex(/^[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);

/** Small named facts that fill the text: numbers, ids, an article of law, the path of an offending value. */
export const refusalDetailsSchema = z.record(z.string(), z.union([z.string(), z.int()]));

export type RefusalDetails = Readonly<z.infer<typeof refusalDetailsSchema>>;

export const refusalSchema = z.strictObject({
  code: refusalCodeSchema,
  category: refusalCategorySchema,
  details: refusalDetailsSchema.optional(),
});
export type Refusal = z.infer<typeof refusalSchema>;

/** A refusal as it travels to a person: with the text in both languages. */
export const spokenRefusalSchema = refusalSchema.extend({
  zh: z.string(),
  en: z.string(),
  correlation: z.string().optional(),
});
export type SpokenRefusal = z.infer<typeof spokenRefusalSchema>;

/** Makes a refusal; `details` is left out when there is nothing to say. */
export function refuse(
  category: RefusalCategory,
  code: string,
  details?: Readonly<Record<string, string | number>>,
): Refusal {
  return details === undefined ? { code, category } : { code, category, details };
}
