import { z } from "zod";
import { recusalDeclarationSchema } from "../commands/checkin.ts";
import { personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

const member = { member: personRefSchema };

export const checkInOpenedSchema = z.strictObject({ type: z.literal("CheckInOpened") });
export const memberCheckedInSchema = z.strictObject({
  type: z.literal("MemberCheckedIn"),
  ...member,
});
/** `occasion`: at check-in (owner, agency) or once the bidders are known. */
export const recusalDeclaredSchema = z.strictObject({
  type: z.literal("RecusalDeclared"),
  ...member,
  occasion: z.enum(["check-in", "bidders"]),
  recusal: recusalDeclarationSchema,
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
  recusalDeclaredSchema,
  memberAdmittedSchema,
  memberReturnedSchema,
  biddersShownSchema,
] as const;
