import { z } from "zod";
import { consentVersionSchema, recusalDeclarationSchema } from "../commands/checkin.ts";
import { bidIdSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

const member = { member: personRefSchema };

export const checkInOpenedSchema = z.strictObject({ type: z.literal("CheckInOpened") });
export const memberCheckedInSchema = z.strictObject({
  type: z.literal("MemberCheckedIn"),
  ...member,
});
/** The member agreed to be recorded, in the words of this version. */
export const recordingConsentedSchema = z.strictObject({
  type: z.literal("RecordingConsented"),
  ...member,
  text: consentVersionSchema,
});
/** `occasion`: at check-in (owner, agency) or once the bidders are known. */
export const recusalDeclaredSchema = z.strictObject({
  type: z.literal("RecusalDeclared"),
  ...member,
  occasion: z.enum(["check-in", "bidders"]),
  recusal: recusalDeclarationSchema,
});
/**
 * The member judges this bid no more: their findings on it are void. `reopens`: the panel's majority on it would not have
 * been the same without them, so the review is open again.
 */
export const recusedFromBidSchema = z.strictObject({
  type: z.literal("RecusedFromBid"),
  ...member,
  bid: bidIdSchema,
  ground: reasonSchema,
  reopens: z.boolean(),
});
export const memberAdmittedSchema = z.strictObject({
  type: z.literal("MemberAdmitted"),
  ...member,
});
export const memberReturnedSchema = z.strictObject({
  type: z.literal("MemberReturned"),
  ...member,
  reason: reasonSchema,
});
export const biddersShownSchema = z.strictObject({ type: z.literal("BiddersShown") });

export const checkinEvents = [
  checkInOpenedSchema,
  memberCheckedInSchema,
  recordingConsentedSchema,
  recusalDeclaredSchema,
  recusedFromBidSchema,
  memberAdmittedSchema,
  memberReturnedSchema,
  biddersShownSchema,
] as const;
