import { z } from "zod";

const name = z.string().min(1).max(200);
const seatCount = z.int().min(1).max(4095);
const bound = z.int().min(0).max(1_000_000);

/** Exact seats per specialty; bounds per region, nested through `parent`; the employer rule. */
export const drawSpecSchema = z.strictObject({
  seats: z
    .array(z.strictObject({ specialty: name, count: seatCount }))
    .min(1)
    .max(64),
  regions: z
    .array(z.strictObject({ region: name, min: bound, max: bound, parent: name.optional() }))
    .max(10_000),
  onePerEmployer: z.boolean(),
});
export type DrawSpec = z.infer<typeof drawSpecSchema>;

/**
 * One eligible expert. `employer: null` means that nobody shares it. Weights stay below 2^32, so
 * that the sum over a million experts is exact in a double.
 */
export const poolEntrySchema = z.strictObject({
  ref: name,
  specialties: z.array(name).max(64),
  region: z.string().max(200),
  employer: name.nullable(),
  weight: z.int().min(1).max(4_294_967_295),
});
export type PoolEntry = z.infer<typeof poolEntrySchema>;

/**
 * `uniform`: every valid panel is equally likely, weights are ignored.
 * `equal`: panels are drawn in proportion to the product of their members' weights, which were
 * fitted so that experts of one specialty have equal chances.
 */
export const drawLawSchema = z.enum(["equal", "uniform"]);
export type DrawLaw = z.infer<typeof drawLawSchema>;

export interface DrawRequest {
  readonly spec: DrawSpec;
  readonly pool: readonly PoolEntry[];
  readonly law: DrawLaw;
}

/** One filled seat; `seat` is the specialty. */
export interface PanelSeat {
  readonly seat: string;
  readonly ref: string;
}

/** `N` weighted panels existed, number `U` was drawn after the numbers in `rejected`. */
export interface DrawResult {
  /** Present when N counts candidate subsets instead of valid panels; see `drawSubsets`. */
  readonly engine?: "subset-reject/1";
  readonly N: string;
  readonly U: string;
  readonly rejected: readonly string[];
  readonly panel: readonly PanelSeat[];
}
