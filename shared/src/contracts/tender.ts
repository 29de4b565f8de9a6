import { z } from "zod";
import { drawLawSchema, drawSpecSchema } from "../draw/index.ts";
import { bidSchema, decimalSchema, identifierSchema, methodSchema } from "../method/index.ts";
import { bidIdSchema, digestSchema, instantSchema, personRefSchema } from "./ids.ts";
import { publicKeySchema } from "./sealed-share.ts";
import { lineSchema } from "./text.ts";

/** A rule profile: `T` tendering, `G` government procurement, `open` for evaluations outside both; dated. */
export const profileRefSchema = z.strictObject({
  id: z.enum(["T", "G", "open"]),
  version: z.iso.date(),
});
export type ProfileRef = z.infer<typeof profileRefSchema>;

/** What is bought; the lawful share of the price depends on it. */
export const subjectSchema = z.enum(["goods", "services", "works"]);

/** A bidder as announced at the opening: nothing of the bid itself. */
export const bidderSchema = z.strictObject({
  id: bidIdSchema,
  name: lineSchema,
  /** 统一社会信用代码, checked against experts' employers by the registry. */
  creditCode: z
    .string()
    .regex(/^[0-9A-Z]{18}$/)
    .optional(),
});
export type Bidder = z.infer<typeof bidderSchema>;

/** A document of a bid, by hash: the bytes live in the blob store. */
export const documentSchema = z.strictObject({
  name: lineSchema,
  sha256: digestSchema,
  size: z.int().min(0).max(2_000_000_000),
  mediaType: z.string().regex(/^[a-z0-9.+-]+\/[a-z0-9.+-]+$/),
});
export type BidDocument = z.infer<typeof documentSchema>;

/**
 * What is in a bid's envelope. Until the bids are unsealed only `commitment` of it stands in the stream.
 * `given` holds points fixed before the panel meets (an objective element, a deduction).
 */
export const bidContentSchema = bidSchema.extend({
  documents: z.array(documentSchema).max(50).optional(),
});
export type BidContent = z.infer<typeof bidContentSchema>;

/** The four offices, each held by one person; nobody holds two, and none of them can sit on the panel. */
export const officesSchema = z.strictObject({
  agency: personRefSchema,
  host: personRefSchema,
  supervisor: personRefSchema,
  witness: personRefSchema,
});
export type Offices = z.infer<typeof officesSchema>;

/** What a tender may ask of a panel beside seats and regions; the same at intake as afterwards. */
export const panelExtras = {
  /** Holders of a broader specialty may fill a seat where the specialty itself has too few experts. */
  fallbacks: z
    .array(
      z.strictObject({
        specialty: z.string().min(1).max(200),
        broader: z.string().min(1).max(200),
      }),
    )
    .max(64)
    .optional(),
  /** Whoever was drawn for `most` panels within `days` days before the meeting is passed over. */
  recentService: z
    .strictObject({ days: z.int().min(1).max(366), most: z.int().min(1).max(366) })
    .optional(),
};

/**
 * The desks of all venues, of which each member is drawn one, in the order of the members' codes; a substitute takes the
 * desk of whoever left. At least as many as there are members; each once.
 */
export const desksSchema = z
  .array(lineSchema)
  .min(1)
  .max(200)
  .refine((desks) => new Set(desks).size === desks.length, { error: "a desk is listed twice" });

/** Which panel the tender asks for. */
export const panelRequirementSchema = z.strictObject({
  ...panelExtras,
  draw: drawSpecSchema,
  law: drawLawSchema,
  /** Members who represent the owner; counted apart from the experts who are drawn. */
  ownerRepresentatives: z.array(personRefSchema).max(5),
});
export type PanelRequirement = z.infer<typeof panelRequirementSchema>;

/**
 * 招标文件: what every bidder was given. Nobody here can read it; the agency says which criteria it states, in the words of
 * the method's items, and whoever holds the file compares.
 */
export const tenderDocumentSchema = z.strictObject({
  criteria: z.array(identifierSchema).min(1).max(1000),
  /** Of the file as published. */
  sha256: digestSchema.optional(),
});
export type TenderDocument = z.infer<typeof tenderDocumentSchema>;

/** How drawn experts are called up. A tender without it has its members come as they find it in their lists. */
export const invitationRuleSchema = z.strictObject({
  /** Seconds from the draw until silence counts as declined; the profile's where left out. */
  answerWithin: z
    .int()
    .min(1)
    .max(14 * 24 * 3600)
    .optional(),
  /** When and where they are to be: all that an invitation says. */
  meetsAt: instantSchema.optional(),
  place: lineSchema.optional(),
});
export type InvitationRule = z.infer<typeof invitationRuleSchema>;

/**
 * How scores are sealed until the reveal. L1: the server holds the key to which sheets are sealed, wrapped by a key file
 * outside the store. L2: it is made in the supervisor's browser before the scoring begins, and any two of host, supervisor
 * and witness open together.
 */
export const sealingSchema = z.discriminatedUnion("level", [
  z.strictObject({
    level: z.literal("L1"),
    /** To which every sheet is encrypted in its expert's browser. */
    publicKey: publicKeySchema,
  }),
  z.strictObject({ level: z.literal("L2") }),
]);
export const sealingLevelSchema = z.enum(["L1", "L2"]);

/** An outside body that follows the log, by the C2SP key with which it cosigns. */
export const outsideWitnessSchema = z.strictObject({
  name: lineSchema,
  vkey: z
    .string()
    .max(300)
    .regex(/^[^+\s]+\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*$/),
});

/**
 * 见证: the gates wait for the supervisor's and the witness's cosignatures. What outside bodies cosign is kept beside the
 * checkpoints and ends in the bundle; no gate waits for it.
 */
export const witnessingSchema = z.strictObject({
  /** May stand in at a gate for one of the two who is not in the room, where the profile allows it. */
  substitute: z.enum(["host"]).optional(),
  outside: z.array(outsideWitnessSchema).max(8),
});
export type Witnessing = z.infer<typeof witnessingSchema>;

/**
 * 签到照片: whether members are photographed in the lobby. `required`: nobody is admitted before there is a photograph, or a
 * reason why there is no camera; `optional`: whoever has taken one is compared with it.
 */
export const checkInPhotoSchema = z.enum(["required", "optional"]);

/** All that is fixed at intake and never changes afterwards. */
export const tenderSchema = z.strictObject({
  number: lineSchema,
  title: lineSchema,
  lot: lineSchema,
  owner: lineSchema,
  agencyName: lineSchema,
  subject: subjectSchema,
  budget: decimalSchema.optional(),
  /** Technically complex, or of high social impact: larger panels under G. */
  special: z.boolean(),
  profile: profileRefSchema,
  method: methodSchema,
  document: tenderDocumentSchema.optional(),
  bidders: z.array(bidderSchema).min(1).max(200),
  panel: panelRequirementSchema,
  offices: officesSchema,
  sealing: sealingSchema,
  invitations: invitationRuleSchema.optional(),
  /** Absent: members sit where they like. */
  desks: desksSchema.optional(),
  /** Absent: no gate waits for anybody. */
  witnessing: witnessingSchema.optional(),
  /** 面貌与声音遮蔽: members' faces and voices leave their browsers disguised. Nobody can switch it off afterwards. */
  disguise: z.literal(true).optional(),
  /** The report's form. Absent in tenders from before there was a second: their reports are remade in the first. */
  reportForm: z.literal(2).optional(),
  /** Absent: nobody is photographed. */
  checkInPhoto: checkInPhotoSchema.optional(),
});
export type Tender = z.infer<typeof tenderSchema>;
