import { z } from "zod";
import { personRefSchema, sessionIdSchema } from "../ids.ts";
import { paragraphSchema } from "../text.ts";

/** The person's newest socket stands for the seat. Sent by the server when a socket joins. */
export const occupySeatSchema = z.strictObject({
  type: z.literal("occupySeat"),
  person: personRefSchema,
  session: sessionIdSchema,
});

/** The seat's socket is gone; the seat is kept for `seatGraceMs`. Sent by the server. */
export const loseSeatSchema = z.strictObject({
  type: z.literal("loseSeat"),
  person: personRefSchema,
  session: sessionIdSchema,
});

/** Nobody came back in time. Sent by the server. */
export const releaseSeatSchema = z.strictObject({
  type: z.literal("releaseSeat"),
  person: personRefSchema,
  session: sessionIdSchema,
});

/** A message to the whole room; there is no private channel. */
export const saySchema = z.strictObject({ type: z.literal("say"), text: paragraphSchema });

export const roomCommands = [
  occupySeatSchema,
  loseSeatSchema,
  releaseSeatSchema,
  saySchema,
] as const;
