import { z } from "zod";
import { methodSchema } from "../method/index.ts";
import { commandTypeSchema } from "./commands/index.ts";
import { failureCodeSchema } from "./commands/supervision.ts";
import {
  bidIdSchema,
  digestSchema,
  evaluationIdSchema,
  instantSchema,
  personRefSchema,
} from "./ids.ts";
import { outcomeSchema } from "./outcome.ts";
import { recordingConditionSchema } from "./recording.ts";
import { refusalSchema } from "./refusal.ts";
import { roleSchema } from "./roles.ts";
import { markTableSchema } from "./sheet.ts";
import { stageSchema } from "./stages.ts";
import { bidContentSchema, bidderSchema, subjectSchema } from "./tender.ts";
import { ceremonyViewSchema, numbersViewSchema } from "./view/draw.ts";
import { callUpViewSchema, ownInvitationSchema } from "./view/call-up.ts";
import { sealingViewSchema } from "./view/sealing.ts";
import { memberViewSchema, photoViewSchema, seatViewSchema } from "./view/people.ts";
import { answeredWarningSchema, correctionViewSchema, standingViewSchema } from "./view/result.ts";
import { reopeningViewSchema } from "./view/reopening.ts";
import { alarmViewSchema, approvalViewSchema, incidentViewSchema } from "./view/supervision.ts";
import { witnessingViewSchema } from "./view/witnessing.ts";

export type { CeremonyView, NumbersView } from "./view/draw.ts";
export type { OwnInvitation, CallUpView } from "./view/call-up.ts";
export type { SealingView } from "./view/sealing.ts";
export type { MemberView, PhotoView, SeatView } from "./view/people.ts";
export type { AnsweredWarning } from "./view/result.ts";
export type { ReopeningView } from "./view/reopening.ts";
export type { AlarmView, ApprovalView, IncidentView } from "./view/supervision.ts";
export type { WitnessingView } from "./view/witnessing.ts";

const bilingualSchema = z.strictObject({ zh: z.string(), en: z.string() });

const codeSchema = z.string();

/** A step that this viewer could take at this stage, and what still stands in its way. */
export const stepSchema = z.strictObject({
  command: commandTypeSchema,
  ready: z.boolean(),
  refusal: refusalSchema.optional(),
});
export type Step = z.infer<typeof stepSchema>;

const findingSchema = z.strictObject({
  verdict: z.enum(["pass", "fail"]),
  reason: z.string().optional(),
});

/**
 * Everything one viewer may know of an evaluation, and nothing else: what is absent here was never sent. Optional parts
 * appear when the viewer may know them.
 */
export const evaluationViewSchema = z.strictObject({
  evaluation: evaluationIdSchema,
  stage: stageSchema,
  openedAt: instantSchema,
  paused: z.strictObject({ by: roleSchema, reason: z.string(), at: instantSchema }).optional(),
  terminated: z
    .strictObject({ code: failureCodeSchema, reason: z.string(), at: instantSchema })
    .optional(),
  /** The supervisor is, or may any moment be, heard in the room. */
  speakIn: z.strictObject({ reason: z.string(), at: instantSchema }).optional(),
  /** For those who run or watch the room. */
  alarms: z.array(alarmViewSchema).optional(),
  approvals: z.array(approvalViewSchema).optional(),
  incidents: z.array(incidentViewSchema).optional(),
  me: z.strictObject({
    person: personRefSchema,
    role: roleSchema,
    code: codeSchema.optional(),
    status: memberViewSchema.shape.status.optional(),
    lead: z.boolean(),
    /** Why the host sent the viewer back to the lobby. */
    returned: z.string().optional(),
    /** Waits in the lobby and has still to agree to be recorded. */
    consentMissing: z.literal(true).optional(),
    /** The viewer's own photograph, while they wait in the lobby. */
    photo: photoViewSchema.optional(),
    invitation: ownInvitationSchema.optional(),
    /** The desk that was drawn for the viewer. */
    desk: z.string().optional(),
  }),
  /** Members' faces and voices are disguised in their own browsers. */
  disguise: z.literal(true).optional(),
  steps: z.array(stepSchema),
  tender: z.strictObject({
    number: z.string(),
    title: z.string(),
    lot: z.string(),
    owner: z.string(),
    agencyName: z.string(),
    subject: subjectSchema,
    /** The project is not to be known yet: what names it is empty. */
    withheld: z.literal(true).optional(),
    profile: z.strictObject({ id: z.string(), version: z.string(), name: bilingualSchema }),
    /** What a member's conflict with one bidder costs: that bid, or the seat. */
    recusal: z.enum(["bid", "panel"]),
  }),
  /** Absent while the project is not to be known. */
  method: methodSchema.optional(),
  /** How many sit when the panel is complete. */
  panelSize: z.int(),
  draw: z
    .strictObject({
      N: z.string(),
      U: z.string(),
      /** Valid panels; N is their weight, the same number where everybody's weight is the same. */
      panels: z.string(),
      poolSize: z.int(),
      poolRoot: digestSchema,
    })
    .optional(),
  /** How the draw stands; for the agency while it is under way, and for those who hold or watch it. */
  ceremony: ceremonyViewSchema.optional(),
  /** Where the method leaves coefficients to the lot. */
  numbers: numbersViewSchema.optional(),
  /** How the call-up goes; where the tender calls its members up. */
  callUp: callUpViewSchema.optional(),
  members: z.array(memberViewSchema),
  bidders: z.array(bidderSchema).optional(),
  bids: z.array(bidContentSchema).optional(),
  election: z.strictObject({
    round: z.int(),
    voted: z.boolean(),
    cast: z.int(),
    lead: codeSchema.optional(),
  }),
  review: z.strictObject({
    items: z.array(z.strictObject({ id: z.string(), name: bilingualSchema })),
    /** The viewer's own findings: bid → item. */
    mine: z.record(z.string(), z.record(z.string(), findingSchema)),
    missing: z.int().optional(),
    closed: z
      .strictObject({
        valid: z.array(bidIdSchema),
        rejected: z.array(
          z.strictObject({
            bid: bidIdSchema,
            items: z.array(
              z.strictObject({
                item: z.string(),
                fail: z.int(),
                pass: z.int(),
                reasons: z.array(z.string()),
              }),
            ),
          }),
        ),
      })
      .optional(),
  }),
  scoring: z.strictObject({
    /** Where sheets are sealed to; sent to members while they score. */
    sealingKey: z.string().optional(),
    /** The viewer's sheet is sealed to a key that nobody can put together any more: it has to be sealed anew. */
    reseal: z.boolean().optional(),
    /** The round of the viewer's next sheet. */
    round: z.int().optional(),
    /** The viewer's own locked sheet. */
    receipt: z.strictObject({ commitment: digestSchema, at: instantSchema }).optional(),
    returned: z.strictObject({ problem: z.string(), path: z.string() }).optional(),
    /** By when the sheets should be in, and how many members have said that this is too soon; never which. */
    time: z
      .strictObject({
        deadline: instantSchema,
        votes: z.int(),
        needed: z.int().optional(),
        of: z.int(),
        /** Whether the viewer has said so. */
        asked: z.boolean(),
        /** Whether the deadline has to move. */
        due: z.boolean(),
        moved: z.int(),
      })
      .optional(),
    /** How many sheets are in; only for those who run or watch the room, never for members. */
    progress: z.strictObject({ submitted: z.int(), of: z.int() }).optional(),
  }),
  /** The key that three hold together (L2), for those who hold it, until the sheets are open. */
  sealing: sealingViewSchema.optional(),
  result: z
    .strictObject({
      version: z.int(),
      outcome: outcomeSchema,
      /** The marks that count, by member code. */
      marks: z.record(codeSchema, markTableSchema),
      comments: z.record(codeSchema, z.record(z.string(), z.record(z.string(), z.string()))),
      warnings: z.array(answeredWarningSchema),
      corrections: z.array(correctionViewSchema),
    })
    .optional(),
  report: z
    .strictObject({
      json: digestSchema,
      html: digestSchema,
      at: instantSchema,
      standings: z.array(standingViewSchema),
    })
    .optional(),
  reopening: reopeningViewSchema.optional(),
  /** Absent where the tender asks for no witnessing. */
  witnessing: witnessingViewSchema.optional(),
  seats: z.array(seatViewSchema),
  talk: z.array(
    z.strictObject({
      person: personRefSchema,
      role: roleSchema,
      code: codeSchema.optional(),
      text: z.string(),
      at: instantSchema,
    }),
  ),
  recording: z.strictObject({
    /** Whether the rules demand it. */
    required: z.boolean(),
    /** Whether this viewer may watch what is kept. */
    mayWatch: z.boolean(),
    /** How long recordings are kept. */
    years: z.int(),
    condition: recordingConditionSchema.optional(),
    kept: z.strictObject({ segments: z.int(), gaps: z.int() }).optional(),
  }),
  notices: z.array(
    z.strictObject({
      kind: z.enum(["note", "warning", "pause", "resume", "termination", "speak-in"]),
      by: roleSchema,
      text: z.string(),
      at: instantSchema,
    }),
  ),
});
export type EvaluationView = z.infer<typeof evaluationViewSchema>;
