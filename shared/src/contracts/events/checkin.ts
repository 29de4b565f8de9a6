import { z } from "zod";
import { consentVersionSchema, photoMost, recusalDeclarationSchema } from "../commands/checkin.ts";
import { bidIdSchema, digestSchema, personRefSchema } from "../ids.ts";
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
/** The member took a photograph; its bytes were durable before. The newest one counts. */
export const photoKeptSchema = z.strictObject({
  type: z.literal("PhotoKept"),
  ...member,
  sha256: digestSchema,
  size: z.int().min(1).max(photoMost),
});
/** No photograph can be taken, says the member; one that was taken before counts no more. */
export const noCameraDeclaredSchema = z.strictObject({
  type: z.literal("NoCameraDeclared"),
  ...member,
  reason: reasonSchema,
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
  /** The photograph that the host compared; where the tender asks for one and there is none, the host's reason. */
  photo: digestSchema.optional(),
  withoutPhoto: reasonSchema.optional(),
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
  photoKeptSchema,
  noCameraDeclaredSchema,
  recusalDeclaredSchema,
  recusedFromBidSchema,
  memberAdmittedSchema,
  memberReturnedSchema,
  biddersShownSchema,
] as const;
