import { z } from "zod";
import { digestSchema, personRefSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** The report is fixed: its JSON and HTML are functions of the record before this event, and these are their hashes. */
export const reportIssuedSchema = z.strictObject({
  type: z.literal("ReportIssued"),
  json: digestSchema,
  html: digestSchema,
});
export const reportSignedSchema = z.strictObject({
  type: z.literal("ReportSigned"),
  member: personRefSchema,
  report: digestSchema,
});
export const dissentRecordedSchema = z.strictObject({
  type: z.literal("DissentRecorded"),
  member: personRefSchema,
  report: digestSchema,
  reason: reasonSchema,
});
export const deemedAgreedSchema = z.strictObject({
  type: z.literal("DeemedAgreed"),
  member: personRefSchema,
});
export const signingClosedSchema = z.strictObject({ type: z.literal("SigningClosed") });
export const archivedSchema = z.strictObject({ type: z.literal("Archived") });

export const reportEvents = [
  reportIssuedSchema,
  reportSignedSchema,
  dissentRecordedSchema,
  deemedAgreedSchema,
  signingClosedSchema,
  archivedSchema,
] as const;
