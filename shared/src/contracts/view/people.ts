import { z } from "zod";
import { bidIdSchema, digestSchema, instantSchema, personRefSchema } from "../ids.ts";
import { roleSchema } from "../roles.ts";

/** How it stands with the photograph that a member takes in the lobby; the bytes are asked for by their hash. */
export const photoViewSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none"), required: z.boolean() }),
  z.strictObject({ kind: z.literal("taken"), sha256: digestSchema }),
  z.strictObject({ kind: z.literal("no-camera"), reason: z.string() }),
]);
export type PhotoView = z.infer<typeof photoViewSchema>;

/** A member as others may see them: always the code, the name only for those who may know it. */
export const memberViewSchema = z.strictObject({
  person: personRefSchema,
  code: z.string(),
  seat: z.string(),
  status: z.enum(["drawn", "checked-in", "admitted", "out"]),
  lead: z.boolean(),
  name: z.string().optional(),
  /** The desk that was drawn for the member, for those who may know where the panel meets. */
  desk: z.string().optional(),
  /** Whether the member has declared on conflicts with the bidders. */
  declared: z.boolean(),
  /** Waits in the lobby and has not agreed to be recorded: cannot be admitted yet. */
  consentMissing: z.literal(true).optional(),
  /** For the host and supervision, where the tender asks for photographs. */
  photo: photoViewSchema.optional(),
  /** Bids that the member does not judge. */
  recusedFrom: z.array(bidIdSchema).optional(),
});
export type MemberView = z.infer<typeof memberViewSchema>;

/** A place in the room, from the record and not from sockets. */
export const seatViewSchema = z.strictObject({
  person: personRefSchema,
  role: roleSchema,
  /** 主持, 监督, 见证 or a member's code; the client words it. */
  code: z.string().optional(),
  name: z.string().optional(),
  presence: z.enum(["absent", "present", "reconnecting", "left"]),
  since: instantSchema.optional(),
});
export type SeatView = z.infer<typeof seatViewSchema>;
