import { z } from "zod";

const nameSchema = z.string().trim().min(1).max(200);

/** What a centre knows of an expert beside specialties and employer: why they might not sit on a panel. */
export const expertStandingSchema = z.strictObject({
  /** Who employed the expert before, as name or credit code, and until which day. */
  history: z
    .array(z.strictObject({ employer: nameSchema, until: z.iso.date() }))
    .max(50)
    .default([]),
  /** Organisations in which the expert has declared an interest, by name or credit code. */
  relations: z.array(nameSchema).max(100).default([]),
  /** Days on which the expert cannot come, first and last one included. */
  away: z
    .array(z.strictObject({ from: z.iso.date(), to: z.iso.date() }))
    .max(100)
    .default([]),
  /** 黑名单: barred up to and including this day; `9999-12-31` for good. */
  barredUntil: z.iso.date().optional(),
});
export type ExpertStanding = Readonly<z.infer<typeof expertStandingSchema>>;

/** Nothing is known against the expert. */
export const cleanStanding: ExpertStanding = expertStandingSchema.parse({});
