import { z } from "zod";

const count = z.int().min(0).max(98);

/**
 * How the members' marks of one item become its panel mark. `drop-member` leaves out the whole
 * sheets of the one member who lies farthest from the panel; `rank-sum` lets every member rank the
 * bids by own points and takes the mean of those ranks, lowest first.
 */
export const aggregateSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("mean") }),
  z.strictObject({ kind: z.literal("median") }),
  z.strictObject({
    kind: z.literal("trimmed-mean"),
    dropHigh: count,
    dropLow: count,
    fromMembers: z.int().min(1).max(99).optional(),
  }),
  z.strictObject({ kind: z.literal("drop-member") }),
  z.strictObject({ kind: z.literal("rank-sum") }),
]);
export type Aggregate = z.infer<typeof aggregateSchema>;
