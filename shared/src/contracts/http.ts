import { z } from "zod";
import { drawLawSchema, drawSpecSchema } from "../draw/index.ts";
import { decimalSchema, methodSchema } from "../method/index.ts";
import { noteSchema } from "./commands/witnessing.ts";
import { acceptInvitationSchema, declineInvitationSchema } from "./commands/invitation.ts";
import {
  commandIdSchema,
  digestSchema,
  evaluationIdSchema,
  instantSchema,
  userIdSchema,
} from "./ids.ts";
import { forkKindSchema } from "./gates.ts";
import { refusalSchema } from "./refusal.ts";
import { officeSchema, roleSchema } from "./roles.ts";
import { stageSchema } from "./stages.ts";
import {
  bidContentSchema,
  bidderSchema,
  checkInPhotoSchema,
  desksSchema,
  documentSchema,
  invitationRuleSchema,
  panelExtras,
  profileRefSchema,
  sealingLevelSchema,
  subjectSchema,
  tenderDocumentSchema,
  witnessingSchema,
} from "./tender.ts";
import { lineSchema } from "./text.ts";
import { ownInvitationSchema } from "./view/call-up.ts";

/** `POST /api/session` */
export const signInSchema = z.strictObject({
  login: z.string().min(1).max(64),
  password: z.string().min(1).max(200),
});

/** Signs of a password that a person chooses, at least and at most. */
export const passwordLengths = { least: 12, most: 200 } as const;

/** `PUT /api/session/password` */
export const passwordChangeSchema = z.strictObject({
  password: signInSchema.shape.password,
  next: z.string().min(passwordLengths.least).max(passwordLengths.most),
});

/** What a person may be at this centre. An expert has no office. */
export const userOfficeSchema = z.enum([...officeSchema.options, "admin"]);

/** `GET /api/session` and the answer to signing in. */
export const sessionViewSchema = z.strictObject({
  user: z.strictObject({
    id: userIdSchema,
    name: z.string(),
    login: z.string(),
    offices: z.array(userOfficeSchema),
    expert: z.boolean(),
  }),
});
export type SessionView = z.infer<typeof sessionViewSchema>;

/** `GET /api/evaluations`: what the signed-in person has to do with. */
export const evaluationSummarySchema = z.strictObject({
  evaluation: evaluationIdSchema,
  number: z.string(),
  title: z.string(),
  lot: z.string(),
  stage: stageSchema,
  paused: z.boolean(),
  role: roleSchema,
  openedAt: instantSchema,
  /** The project is not to be known yet: number, title and lot are empty. */
  withheld: z.literal(true).optional(),
  /** The reader's own invitation to the panel, where the tender calls its members up. */
  invitation: ownInvitationSchema.optional(),
});
export type EvaluationSummary = z.infer<typeof evaluationSummarySchema>;
export const evaluationListSchema = z.strictObject({
  evaluations: z.array(evaluationSummarySchema),
});

/** `POST /api/evaluations/ID/invitation`: an expert's answer, from the home page; `id` makes repeating it harmless. */
export const invitationAnswerSchema = z.strictObject({
  id: commandIdSchema,
  command: z.discriminatedUnion("type", [acceptInvitationSchema, declineInvitationSchema]),
});
export type InvitationAnswer = z.infer<typeof invitationAnswerSchema>;

/** `POST /api/evaluations`: intake, by an agency. The server turns users into refs, adds keys and commits to the bids. */
export const intakeSchema = z.strictObject({
  number: lineSchema,
  title: lineSchema,
  lot: lineSchema,
  owner: lineSchema,
  agencyName: lineSchema,
  subject: subjectSchema,
  budget: decimalSchema.optional(),
  special: z.boolean().default(false),
  profile: profileRefSchema,
  method: methodSchema,
  /** What the method's items are held to; the profile says whether it may be left out. */
  document: tenderDocumentSchema.optional(),
  bidders: z.array(bidderSchema).min(1).max(200),
  bids: z.array(bidContentSchema).min(1).max(200),
  panel: z.strictObject({
    ...panelExtras,
    draw: drawSpecSchema,
    law: drawLawSchema.default("equal"),
    ownerRepresentatives: z.array(userIdSchema).max(5).default([]),
  }),
  offices: z.strictObject({
    host: userIdSchema,
    supervisor: userIdSchema,
    witness: userIdSchema,
  }),
  invitations: invitationRuleSchema.optional(),
  /** Left out: members sit where they like. */
  desks: desksSchema.optional(),
  sealing: sealingLevelSchema.default("L1"),
  /** Left out: no gate waits for a witness. */
  witnessing: witnessingSchema.optional(),
  /** Left out: faces and voices as they are, unless the profile asks for more. */
  disguise: z.literal(true).optional(),
  /** Left out: nobody is photographed at check-in. */
  checkInPhoto: checkInPhotoSchema.optional(),
});
export type Intake = z.infer<typeof intakeSchema>;

/** `POST /api/feasibility`: what would be drawn from if an intake were sealed now. Only for agencies. */
export const feasibilityRequestSchema = intakeSchema
  .pick({
    owner: true,
    agencyName: true,
    profile: true,
    bidders: true,
    panel: true,
    invitations: true,
  })
  .extend({
    owner: z.string().max(200),
    agencyName: z.string().max(200),
    bidders: z
      .array(
        z.strictObject({ name: z.string().max(200), creditCode: z.string().max(18).optional() }),
      )
      .max(200),
  });
export type FeasibilityRequest = z.infer<typeof feasibilityRequestSchema>;

/** Numbers only: no expert is named, not even by ref. */
export const feasibilitySchema = z.strictObject({
  /** Who may be drawn. */
  experts: z.int(),
  /** How many each rule leaves out. */
  excluded: z.array(z.strictObject({ rule: z.string(), experts: z.int() })),
  fallbacks: z.array(
    z.strictObject({ specialty: z.string(), broader: z.string(), holders: z.int() }),
  ),
  /** Valid panels; absent where there is none. */
  panels: z.string().optional(),
  /** The smallest and largest chance of an expert, as fractions. */
  smallest: z.string().optional(),
  largest: z.string().optional(),
  fairness: z.enum(["equal", "leximin"]).optional(),
  /** Why there is no panel. */
  refusal: refusalSchema.optional(),
});
export type Feasibility = z.infer<typeof feasibilitySchema>;

/** `GET /api/evaluations/:id/draw`: the draw as a stranger repeats it, for its parties while the evaluation runs. */
export const drawRecordSchema = z.strictObject({
  transcript: z.record(z.string(), z.unknown()),
  /** The lines of `pool.ndjson`. */
  pool: z.array(z.string()),
  /** The log's keys, in C2SP form. */
  logKeys: z.array(z.string()),
});
export type DrawRecord = z.infer<typeof drawRecordSchema>;

/** `POST /api/documents`: what was kept, as an intake names it. */
export const documentKeptSchema = documentSchema.omit({ name: true });
export type DocumentKept = z.infer<typeof documentKeptSchema>;

/** `POST /api/evaluations/ID/photo`: the hash under which the photograph stands on record. */
export const photoKeptSchema = z.strictObject({ sha256: digestSchema });
export type PhotoKept = z.infer<typeof photoKeptSchema>;

export const openedSchema = z.strictObject({ evaluation: evaluationIdSchema });

/** `GET /api/registry`: what an agency needs to fill in an intake; no names of experts. */
export const registryViewSchema = z.strictObject({
  officers: z.array(
    z.strictObject({ id: userIdSchema, name: z.string(), offices: z.array(userOfficeSchema) }),
  ),
  specialties: z.array(z.strictObject({ id: z.string(), experts: z.int() })),
  regions: z.array(z.strictObject({ id: z.string(), experts: z.int() })),
});
export type RegistryView = z.infer<typeof registryViewSchema>;

/** `GET /healthz` */
export const healthSchema = z.strictObject({
  status: z.enum(["ok", "degraded"]),
  store: z.strictObject({ ok: z.boolean(), detail: z.string().optional() }),
  media: z.strictObject({
    state: z.enum(["preparing", "ready", "unavailable"]),
    fraction: z.number().optional(),
    text: z.string().optional(),
  }),
  /** Whether news come from other nodes as they happen; absent where nothing is to carry them. */
  news: z.enum(["live", "degraded"]).optional(),
  version: z.string(),
});
export type Health = z.infer<typeof healthSchema>;

/** `POST /api/evaluations/ID/cosignatures`: the head as the log signed it, with the line of a body that the tender names. */
export const outsideCosignatureSchema = z.strictObject({ note: noteSchema });

/** `POST /api/evaluations/ID/contradictions`: two heads that such a body was shown; `pass` says which. */
export const outsideContradictionSchema = z.strictObject({
  pass: z.string().min(1).max(200),
  kind: forkKindSchema,
  kept: noteSchema,
  shown: noteSchema,
});
export type OutsideContradiction = z.infer<typeof outsideContradictionSchema>;
