import { z } from "zod";
import { callChannelSchema, callOutcomeSchema, declineCodeSchema } from "../commands/invitation.ts";
import { digestSchema, instantSchema, personRefSchema } from "../ids.ts";
import { roleSchema } from "../roles.ts";
import { reasonSchema } from "../text.ts";

const member = { member: personRefSchema };

/** A drawn member is called up; no answer by `until` counts as declined. */
export const memberInvitedSchema = z.strictObject({
  type: z.literal("MemberInvited"),
  ...member,
  /** The round of the draw that drew them. */
  round: z.int().min(0),
  until: instantSchema,
});

/** One call by one channel: the call-up record. */
export const callRecordedSchema = z.strictObject({
  type: z.literal("CallRecorded"),
  ...member,
  call: digestSchema,
  channel: callChannelSchema,
  outcome: callOutcomeSchema,
  attempts: z.int(),
});

export const invitationAcceptedSchema = z.strictObject({
  type: z.literal("InvitationAccepted"),
  ...member,
});

export const invitationDeclinedSchema = z.strictObject({
  type: z.literal("InvitationDeclined"),
  ...member,
  code: declineCodeSchema,
  text: reasonSchema,
});

/** Nobody answered by the deadline. */
export const invitationLapsedSchema = z.strictObject({
  type: z.literal("InvitationLapsed"),
  ...member,
});

/** More seats fell vacant by declining, silence or absence than the profile takes for usual: supervision is told. */
export const redrawLimitPassedSchema = z.strictObject({
  type: z.literal("RedrawLimitPassed"),
  count: z.int(),
  limit: z.int(),
  article: z.string(),
});

/** 知悉留痕: a viewer is shown members' names for the first time. Each member once for each viewer. */
export const namesShownSchema = z.strictObject({
  type: z.literal("NamesShown"),
  viewer: personRefSchema,
  role: roleSchema,
  members: z.array(personRefSchema).min(1),
});

export const invitationEvents = [
  memberInvitedSchema,
  callRecordedSchema,
  invitationAcceptedSchema,
  invitationDeclinedSchema,
  invitationLapsedSchema,
  redrawLimitPassedSchema,
  namesShownSchema,
] as const;
