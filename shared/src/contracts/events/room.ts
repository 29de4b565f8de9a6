import { z } from "zod";
import { personRefSchema, sessionIdSchema } from "../ids.ts";
import { roleSchema } from "../roles.ts";
import { paragraphSchema } from "../text.ts";

const seat = { person: personRefSchema, session: sessionIdSchema };

export const seatOccupiedSchema = z.strictObject({ type: z.literal("SeatOccupied"), ...seat });
export const seatLostSchema = z.strictObject({ type: z.literal("SeatLost"), ...seat });
export const seatReleasedSchema = z.strictObject({ type: z.literal("SeatReleased"), ...seat });
export const saidSchema = z.strictObject({
  type: z.literal("Said"),
  person: personRefSchema,
  role: roleSchema,
  text: paragraphSchema,
});

export const roomEvents = [
  seatOccupiedSchema,
  seatLostSchema,
  seatReleasedSchema,
  saidSchema,
] as const;
