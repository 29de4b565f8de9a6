import { z } from "zod";
import { digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** Why an invited expert cannot come. `conflict`: with the owner or a bidder they have reason to expect. */
export const declineCodeSchema = z.enum([
  "time",
  "health",
  "travel",
  "conflict",
  "left-post",
  "other",
]);
export type DeclineCode = z.infer<typeof declineCodeSchema>;

/** How a drawn expert is told: by a line in the server's own log, by mail, by the operator's SMS or voice gateway. */
export const callChannelSchema = z.enum(["console", "mail", "webhook"]);
export type CallChannel = z.infer<typeof callChannelSchema>;

/** What became of a call: handed over to the channel, given up after several attempts, or no address to send it to. */
export const callOutcomeSchema = z.enum(["sent", "failed", "no-address"]);
export type CallOutcome = z.infer<typeof callOutcomeSchema>;

/** A drawn expert will come. */
export const acceptInvitationSchema = z.strictObject({ type: z.literal("acceptInvitation") });

/** A drawn expert will not come, and says why: the seat waits for the draw's next round. */
export const declineInvitationSchema = z.strictObject({
  type: z.literal("declineInvitation"),
  code: declineCodeSchema,
  text: reasonSchema,
});

/** The deadline has passed without an answer. Sent by the server. */
export const lapseInvitationSchema = z.strictObject({
  type: z.literal("lapseInvitation"),
  member: personRefSchema,
});

/** What became of one call to a member. Sent by the server. */
export const recordCallSchema = z.strictObject({
  type: z.literal("recordCall"),
  /** The id under which the receiver knows it: the same however often it was sent. */
  call: digestSchema,
  member: personRefSchema,
  channel: callChannelSchema,
  outcome: callOutcomeSchema,
  /** How often it was tried. */
  attempts: z.int().min(0).max(1000),
});

/** Names are about to be shown to a viewer for the first time. Sent by the server, before it sends the names. */
export const showNamesSchema = z.strictObject({
  type: z.literal("showNames"),
  viewer: personRefSchema,
  members: z.array(personRefSchema).min(1).max(200),
});

export const invitationCommands = [
  acceptInvitationSchema,
  declineInvitationSchema,
  lapseInvitationSchema,
  recordCallSchema,
  showNamesSchema,
] as const;
