import { z } from "zod";
import { digestSchema } from "../ids.ts";
import { reasonSchema } from "../text.ts";

/** The lead adopts the report as computed from the record; nothing is scored or corrected after it. */
export const issueReportSchema = z.strictObject({ type: z.literal("issueReport") });

/** A member signs the report with this hash, by entering the password again. */
export const signReportSchema = z.strictObject({
  type: z.literal("signReport"),
  report: digestSchema,
});

/** A member refuses to sign and says why in writing, by entering the password again. */
export const dissentSchema = z.strictObject({
  type: z.literal("dissent"),
  report: digestSchema,
  reason: reasonSchema,
});

/** The host closes the signing: whoever neither signed nor gave a reason is deemed to agree (实施条例 53). */
export const closeSigningSchema = z.strictObject({ type: z.literal("closeSigning") });

/** 归档: the stream is closed for good. */
export const archiveSchema = z.strictObject({ type: z.literal("archive") });

export const reportCommands = [
  issueReportSchema,
  signReportSchema,
  dissentSchema,
  closeSigningSchema,
  archiveSchema,
] as const;
