import { z } from "zod";
import { personRefSchema, evaluationIdSchema } from "@yuanping/shared/contracts/ids.ts";

/** The officers of a room come first, then its members. */
export const officerSeats = ["host", "supervisor", "witness"] as const;

/** One place in a room: whose it is, and the cookie of their session. */
export const seatFactsSchema = z.strictObject({
  person: personRefSchema,
  role: z.enum([...officerSeats, "expert"]),
  cookie: z.string(),
});
export type SeatFacts = z.infer<typeof seatFactsSchema>;

/** What there is to know of a prepared room to play it on. */
export const roomFactsSchema = z.strictObject({
  evaluation: evaluationIdSchema,
  /** Host, supervisor, witness, then the members in the order of their codes. */
  seats: z.array(seatFactsSchema).min(4),
  /** The ids of bids, of review items and of what is marked. */
  bids: z.array(z.string()),
  reviewItems: z.array(z.string()),
  markedItems: z.array(z.string()),
  /** The common key of the sheets, and the shares by which host and supervisor release it. */
  sealingKey: z.string(),
  releases: z.array(z.strictObject({ seat: z.int(), commitment: z.string(), share: z.string() })),
  /** How many steps of the hour have been played already. */
  played: z.int(),
});
export type RoomFacts = z.infer<typeof roomFactsSchema>;
