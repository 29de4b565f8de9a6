import { z } from "zod";
import { ceremonySpecSchema, countSchema, drawPartySchema } from "../draw/index.ts";
import { methodSchema } from "../method/index.ts";
import { commandTypeSchema } from "./commands/index.ts";
import {
  alarmKindSchema,
  approvalSubjectSchema,
  failureCodeSchema,
} from "./commands/supervision.ts";
import { callChannelSchema, callOutcomeSchema, declineCodeSchema } from "./commands/invitation.ts";
import { replacementReasonSchema } from "./commands/panel.ts";
import { reReviewCodeSchema, rollbackTargetSchema } from "./commands/reopening.ts";
import { faultSchema } from "./commands/incidents.ts";
import { correctionCodeSchema } from "./commands/scoring.ts";
import { drawSealedSchema, drawVoidedSchema } from "./events/ceremony.ts";
import {
  bidIdSchema,
  digestSchema,
  evaluationIdSchema,
  instantSchema,
  personRefSchema,
} from "./ids.ts";
import { outcomeSchema, warningSchema } from "./outcome.ts";
import { recordingConditionSchema } from "./recording.ts";
import { forkKindSchema, forkReporterSchema, gateSchema, witnessSeatSchema } from "./gates.ts";
import { refusalSchema } from "./refusal.ts";
import { roleSchema } from "./roles.ts";
import { publicKeySchema, sealedShareSchema, shareHolderSchema } from "./sealed-share.ts";
import { markTableSchema } from "./sheet.ts";
import { stageSchema } from "./stages.ts";
import { bidContentSchema, bidderSchema, subjectSchema } from "./tender.ts";

const bilingualSchema = z.strictObject({ zh: z.string(), en: z.string() });
const codeSchema = z.string();

/** How far a draw has come, party by party. */
export const ceremonyViewSchema = z.strictObject({
  phase: z.enum(["keys", "sealing", "commit", "freeze", "reveal", "rest"]),
  awaited: z.array(drawPartySchema),
  /** The round that is under way, or would be next: 0 draws the panel, the others substitutes. */
  round: z.int(),
  vacancies: z.int(),
  /** What the round under way, or next, draws. */
  due: z.enum(["panel", "substitutes", "numbers"]).optional(),
  /** No further round can fill the vacant seats: they need a draw of their own. */
  blocked: z.literal(true).optional(),
  /** From then on a draw that has seated members may be given up by anybody who waits; its late party may at once. */
  renewableFrom: instantSchema.optional(),
  /** The frozen checkpoint holds at least so many events. */
  freezeFrom: z.int(),
  /** The note whose text the parties cosign, once one of them has chosen it. */
  frozenNote: z.string().optional(),
  sealed: z
    .strictObject({
      drawId: digestSchema,
      spec: ceremonySpecSchema,
      N: countSchema,
      /** Valid panels, each counted once whatever its weight. */
      panels: countSchema,
      ranges: drawSealedSchema.shape.chances.shape.ranges,
      /** Whether everyone of a specialty has the same chance, or the fairest that the rules permit. */
      fairness: z.enum(["equal", "leximin"]).optional(),
      /** How many experts each rule left out of the pool. */
      excluded: z.array(z.strictObject({ rule: z.string(), experts: z.int() })),
    })
    .optional(),
  parties: z.array(
    z.strictObject({
      party: drawPartySchema,
      key: z.boolean(),
      committed: z.boolean(),
      frozen: z.boolean(),
      revealed: z.boolean(),
    }),
  ),
  voided: z.array(drawVoidedSchema.pick({ drawNo: true, missing: true, reason: true })),
});
export type CeremonyView = z.infer<typeof ceremonyViewSchema>;

/** Coefficients of the method that are drawn by lot, and what came of it. */
export const numbersViewSchema = z.strictObject({
  sets: z.array(
    z.strictObject({ name: z.string(), from: z.array(z.string()), value: z.string().optional() }),
  ),
  /** The bids are open, and they have to be drawn now. */
  isDue: z.boolean(),
  /** The parties that still have to reveal, while they are drawn. */
  awaited: z.array(drawPartySchema),
  /** There were N ways to draw from all sets together, and number U was drawn. */
  N: countSchema.optional(),
  U: countSchema.optional(),
});
export type NumbersView = z.infer<typeof numbersViewSchema>;

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
      code: codeSchema,
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

/** How the common key of the sheets stands, holder by holder. */
export const sealingViewSchema = z.strictObject({
  phase: z.enum(["holders", "key", "kept", "release"]),
  /** Whether too few shares are left: the key has to be made anew. */
  broken: z.boolean(),
  awaited: z.array(shareHolderSchema),
  publicKey: publicKeySchema.optional(),
  holders: z.array(
    z.strictObject({
      holder: shareHolderSchema,
      named: z.boolean(),
      lost: z.boolean(),
      released: z.boolean(),
    }),
  ),
  /** The holders' own public keys, to which whoever makes the key seals the shares. */
  keys: z.partialRecord(shareHolderSchema, publicKeySchema),
  /** The viewer's own key as named, and share as sealed to it. */
  mine: z.strictObject({
    publicKey: publicKeySchema.optional(),
    share: sealedShareSchema.optional(),
  }),
});
export type SealingView = z.infer<typeof sealingViewSchema>;

/** A member as others may see them: always the code, the name only for those who may know it. */
export const memberViewSchema = z.strictObject({
  person: personRefSchema,
  code: codeSchema,
  seat: z.string(),
  status: z.enum(["drawn", "checked-in", "admitted", "out"]),
  lead: z.boolean(),
  name: z.string().optional(),
  /** The desk that was drawn for the member, for those who may know where the panel meets. */
  desk: z.string().optional(),
  /** Whether the member has declared on conflicts with the bidders. */
  declared: z.boolean(),
  /** Waits in the lobby and has not agreed to be recorded: cannot be admitted yet. */
  consentMissing: z.literal(true).optional(),
  /** Bids that the member does not judge. */
  recusedFrom: z.array(bidIdSchema).optional(),
});
export type MemberView = z.infer<typeof memberViewSchema>;

/** A place in the room, from the record and not from sockets. */
export const seatViewSchema = z.strictObject({
  person: personRefSchema,
  role: roleSchema,
  /** 主持, 监督, 见证 or a member's code; the client words it. */
  code: codeSchema.optional(),
  name: z.string().optional(),
  presence: z.enum(["absent", "present", "reconnecting", "left"]),
  since: instantSchema.optional(),
});
export type SeatView = z.infer<typeof seatViewSchema>;

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

const answeredWarningSchema = warningSchema.extend({
  key: z.string(),
  answer: z.strictObject({ code: codeSchema, text: z.string(), at: instantSchema }).optional(),
});
export type AnsweredWarning = z.infer<typeof answeredWarningSchema>;

const correctionViewSchema = z.strictObject({
  code: codeSchema,
  bid: bidIdSchema,
  item: z.string(),
  before: z.string().nullable(),
  after: z.string(),
  reasonCode: correctionCodeSchema,
  reason: z.string(),
  at: instantSchema,
});

const keptViewSchema = {
  at: instantSchema,
  /** The report that stood, and the result; absent where there was none, or where the viewer may not know it now. */
  report: z.strictObject({ json: digestSchema, html: digestSchema }).optional(),
  result: z.strictObject({ version: z.int(), bids: outcomeSchema.shape.bids }).optional(),
};

const rollbackViewSchema = z.strictObject({
  number: z.int(),
  from: stageSchema,
  to: rollbackTargetSchema,
  reason: z.string(),
  at: instantSchema,
});

/** Rollbacks that wait, were refused or took place, and re-reviews; with what stood before each. */
const reopeningViewSchema = z.strictObject({
  pending: rollbackViewSchema.optional(),
  refused: z.array(
    rollbackViewSchema.extend({
      answer: z.strictObject({ reason: z.string(), at: instantSchema }),
    }),
  ),
  reReview: z
    .strictObject({ code: reReviewCodeSchema, reason: z.string(), at: instantSchema })
    .optional(),
  kept: z.array(
    z.discriminatedUnion("kind", [
      rollbackViewSchema.extend({
        kind: z.literal("rollback"),
        /** Both absent until there is a result: before, they would tell whose sheet was in, or that none was. */
        snapshot: digestSchema.optional(),
        sheets: z
          .array(
            z.strictObject({
              code: codeSchema,
              round: z.int(),
              commitment: digestSchema,
              opened: z.boolean(),
            }),
          )
          .optional(),
        ...keptViewSchema,
      }),
      z.strictObject({
        kind: z.literal("re-review"),
        code: reReviewCodeSchema,
        reason: z.string(),
        ...keptViewSchema,
      }),
    ]),
  ),
});
export type ReopeningView = z.infer<typeof reopeningViewSchema>;

const standingViewSchema = z.strictObject({
  code: codeSchema,
  kind: z.enum(["open", "signed", "dissent", "deemed"]),
  reason: z.string().optional(),
  at: instantSchema.optional(),
});

/** What draws the eye of those who run or watch the room to a person. */
export const alarmViewSchema = z.strictObject({
  kind: alarmKindSchema,
  /** `bad`: nobody is where somebody has to be, or somebody insists on what is forbidden. */
  severity: z.enum(["care", "bad"]),
  person: personRefSchema,
  role: roleSchema,
  code: codeSchema.optional(),
  since: instantSchema,
  /** For alarms that count and wait for the supervisor to settle them. */
  times: z.int().optional(),
});
export type AlarmView = z.infer<typeof alarmViewSchema>;

const approvalViewSchema = z.strictObject({
  request: z.int(),
  subject: approvalSubjectSchema,
  reason: z.string(),
  at: instantSchema,
  answer: z
    .strictObject({ granted: z.boolean(), reason: z.string(), at: instantSchema })
    .optional(),
});
export type ApprovalView = z.infer<typeof approvalViewSchema>;
/** Whose cosignatures the gates have, and which one waits for whom. */
const witnessingViewSchema = z.strictObject({
  /** Cosignatures at the newest gate, of so many that it needs; gates met so far. */
  witnessed: z.int(),
  of: z.int(),
  met: z.int(),
  open: z.strictObject({ gate: gateSchema, awaited: z.array(witnessSeatSchema) }).optional(),
  /** For those who run or watch the room. */
  gates: z
    .array(
      z.strictObject({
        gate: gateSchema,
        /** A head that counts here holds at least so many events. */
        size: z.int(),
        cosigned: z.array(
          z.strictObject({
            seat: witnessSeatSchema,
            party: drawPartySchema,
            size: z.int(),
            at: instantSchema,
          }),
        ),
      }),
    )
    .optional(),
  /** The viewer's own key on record, and whether the viewer may stand in for a witness. */
  key: z.string().optional(),
  substitute: z.boolean().optional(),
  fork: z
    .strictObject({
      party: forkReporterSchema,
      /** The outside body that reported it. */
      body: z.string().optional(),
      kind: forkKindSchema,
      at: instantSchema,
      /** Both notes, for those who run or watch the room. */
      kept: z.string().optional(),
      shown: z.string().optional(),
    })
    .optional(),
});
export type WitnessingView = z.infer<typeof witnessingViewSchema>;

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
