import { z } from "zod";
import { alarmKindSchema, approvalSubjectSchema } from "../commands/supervision.ts";
import { faultSchema } from "../commands/incidents.ts";
import { instantSchema, personRefSchema } from "../ids.ts";
import { roleSchema } from "../roles.ts";

/** What draws the eye of those who run or watch the room to a person. */
export const alarmViewSchema = z.strictObject({
  kind: alarmKindSchema,
  /** `bad`: nobody is where somebody has to be, or somebody insists on what is forbidden. */
  severity: z.enum(["care", "bad"]),
  person: personRefSchema,
  role: roleSchema,
  code: z.string().optional(),
  since: instantSchema,
  /** For alarms that count and wait for the supervisor to settle them. */
  times: z.int().optional(),
});
export type AlarmView = z.infer<typeof alarmViewSchema>;

/** What the host may do only with the supervisor's consent, and whether that was given. */
export const approvalViewSchema = z.strictObject({
  request: z.int(),
  subject: approvalSubjectSchema,
  reason: z.string(),
  at: instantSchema,
  answer: z
    .strictObject({ granted: z.boolean(), reason: z.string(), at: instantSchema })
    .optional(),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;

/** Something that kept, or keeps, the evaluation from going on. */
export const incidentViewSchema = z.strictObject({
  incident: z.int(),
  fault: faultSchema,
  reason: z.string(),
  phase: z.enum(["before", "during"]),
  at: instantSchema,
  deadline: instantSchema,
  /** Where the deadline stands in the rules. */
  article: z.string(),
  closed: z.strictObject({ reason: z.string(), at: instantSchema, late: z.boolean() }).optional(),
});
export type IncidentView = z.infer<typeof incidentViewSchema>;
