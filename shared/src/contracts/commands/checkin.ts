import { z } from "zod";
import { bidIdSchema, digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** What a member says of conflicts of interest: none, or a ground in words that puts the member out. */
export const recusalDeclarationSchema = z.discriminatedUnion("conflict", [
  z.strictObject({ conflict: z.literal(false) }),
  z.strictObject({
    conflict: z.literal(true),
    ground: reasonSchema,
    /** The bidders concerned; empty when the conflict is with the owner or the agency. */
    bids: z.array(bidIdSchema).max(200),
  }),
]);
export type RecusalDeclaration = z.infer<typeof recusalDeclarationSchema>;

/** Names a version of the text that a member agrees to. */
export const consentVersionSchema = z.string().regex(/^[1-9][0-9]{0,3}$/);

/** The host opens the doors: members may check in. */
export const beginCheckInSchema = z.strictObject({ type: z.literal("beginCheckIn") });

/**
 * 签到: a member shows who they are (password entered again), accepts the undertaking (承诺书) and declares conflicts
 * with the owner and the agency.
 */
export const checkInSchema = z.strictObject({
  type: z.literal("checkIn"),
  undertaking: z.literal(true),
  recusal: recusalDeclarationSchema,
});

/** A member in the lobby agrees to be recorded, in the words of this version (`law/recording-consent.ts`). */
export const consentToRecordingSchema = z.strictObject({
  type: z.literal("consentToRecording"),
  text: consentVersionSchema,
});

/** What a photograph may weigh, in bytes. */
export const photoMost = 200_000;

/** The server has a photograph that a member in the lobby took of themselves, encrypted and durable. */
export const keepPhotoSchema = z.strictObject({
  type: z.literal("keepPhoto"),
  member: personRefSchema,
  /** Of the JPEG as it was sent. */
  sha256: digestSchema,
  size: z.int().min(1).max(photoMost),
});

/** A member in the lobby says why no photograph can be taken. */
export const declareNoCameraSchema = z.strictObject({
  type: z.literal("declareNoCamera"),
  reason: reasonSchema,
});

/** The host has compared the person with the record and lets them into the room. */
export const admitMemberSchema = z.strictObject({
  type: z.literal("admitMember"),
  member: personRefSchema,
  /** The photograph that the host compared. */
  photo: digestSchema.optional(),
  /** How the host knows the person, where there is no photograph. */
  withoutPhoto: reasonSchema.optional(),
});

/** The host sends a member back to the lobby, e.g. while an identity or a conflict is looked into; admission lets them in again. */
export const returnMemberSchema = z.strictObject({
  type: z.literal("returnMember"),
  member: personRefSchema,
  reason: reasonSchema,
});

/** The host announces the bidders and the grounds for recusal. */
export const showBiddersSchema = z.strictObject({ type: z.literal("showBidders") });

/** The second declaration, now that the bidders are known and before any bid is visible. */
export const declareRecusalSchema = z.strictObject({
  type: z.literal("declareRecusal"),
  recusal: recusalDeclarationSchema,
});

/** A member finds, in the middle of the evaluation, that they may not judge one bid. Where the profile asks for the seat, `declareRecusal`. */
export const recuseFromBidSchema = z.strictObject({
  type: z.literal("recuseFromBid"),
  bid: bidIdSchema,
  ground: reasonSchema,
});

export const checkinCommands = [
  beginCheckInSchema,
  checkInSchema,
  consentToRecordingSchema,
  keepPhotoSchema,
  declareNoCameraSchema,
  admitMemberSchema,
  returnMemberSchema,
  showBiddersSchema,
  declareRecusalSchema,
  recuseFromBidSchema,
] as const;
