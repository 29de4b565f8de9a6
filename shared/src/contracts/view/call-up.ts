import { z } from "zod";
import { callChannelSchema, callOutcomeSchema, declineCodeSchema } from "../commands/invitation.ts";
import { replacementReasonSchema } from "../commands/panel.ts";
import { instantSchema } from "../ids.ts";

/** A member's own invitation. */
export const ownInvitationSchema = z.strictObject({
  at: instantSchema,
  until: instantSchema,
  answer: z.enum(["accepted", "declined", "no-answer"]).optional(),
  meetsAt: instantSchema.optional(),
  place: z.string().optional(),
});
export type OwnInvitation = z.infer<typeof ownInvitationSchema>;

/** The call-up record under codes, without anybody's words. */
export const callUpViewSchema = z.strictObject({
  lines: z.array(
    z.strictObject({
      code: z.string(),
      seat: z.string(),
      round: z.int(),
      at: instantSchema,
      until: instantSchema,
      calls: z.array(
        z.strictObject({
          channel: callChannelSchema,
          outcome: callOutcomeSchema,
          attempts: z.int(),
          at: instantSchema,
        }),
      ),
      answer: ownInvitationSchema.shape.answer,
      answeredAt: instantSchema.optional(),
      declined: declineCodeSchema.optional(),
      left: replacementReasonSchema.optional(),
    }),
  ),
  /** Seats that fell vacant by declining, silence or absence, and how many the profile takes for usual. */
  redraws: z.int(),
  limit: z.int(),
  meetsAt: instantSchema.optional(),
  place: z.string().optional(),
});
export type CallUpView = z.infer<typeof callUpViewSchema>;
