import { z } from "zod";
import { commandSchema, type CommandType } from "./commands/index.ts";
import { commandIdSchema, digestSchema, evaluationIdSchema, instantSchema } from "./ids.ts";
import { spokenRefusalSchema } from "./refusal.ts";
import { roleSchema } from "./roles.ts";
import { shareSchema } from "./sealed-share.ts";
import { evaluationViewSchema } from "./view.ts";
import { viewChangeSchema } from "./view-change.ts";

/** A message larger than this is not read: the socket is told so and closed. */
export const largestMessage = 64 * 1024;

/** Commands that only the server sends, or that come in by HTTP. */
const notFromSockets: ReadonlySet<CommandType> = new Set<CommandType>([
  "openTender",
  "freezeSheets",
  "openSheets",
  "lapseInvitation",
  "recordCall",
  "showNames",
  "forgetShares",
  "rejectSealingKey",
  "occupySeat",
  "loseSeat",
  "releaseSeat",
  "noteTrack",
  "noteMisuse",
]);

/**
 * A command as a person sends it: `sealDraw` without its pool and `unsealBids` without the bids, which the server adds
 * from its own tables.
 */
export const clientCommandSchema = z.preprocess(
  (input) => withServerPart(input),
  commandSchema.refine((command) => !notFromSockets.has(command.type)),
);

function withServerPart(input: unknown): unknown {
  if (typeof input !== "object" || input === null || !("type" in input)) return input;
  const bare = Object.keys(input).length === 1;
  if (input.type === "sealDraw") {
    return bare ? { ...input, pool: [], exclusions: [] } : undefined;
  }
  if (input.type === "unsealBids") return bare ? { ...input, bids: [] } : undefined;
  return input;
}

export const joinSchema = z.strictObject({
  evaluation: evaluationIdSchema,
  /** SHA-256 of a secret of this client. Should the room live on another node, the ticket to there is good for it alone. */
  claim: digestSchema.optional(),
});

/** What a socket's handshake may carry, when another node has sent it here. */
export const handshakeSchema = z.object({
  ticket: z.string().max(64).optional(),
  /** The secret whose hash was the `claim`, in hex. */
  secret: z.string().max(128).optional(),
});

/** Where a room lives now: the node's own address, and a single-use ticket to be let in there. */
export const movedSchema = z.strictObject({ url: z.url(), ticket: z.string() });
export type Moved = z.infer<typeof movedSchema>;

export const sendCommandSchema = z.strictObject({
  id: commandIdSchema,
  command: clientCommandSchema,
  /** The sender's password, entered again, for commands that sign for the person. Never recorded. */
  password: z.string().min(1).max(200).optional(),
  /** The share that goes with `releaseShare`. Never recorded, and kept in memory until the sheets are open. */
  share: shareSchema.optional(),
});
/** What a client puts on the wire; `command` is parsed by `clientCommandSchema` at the door. */
export type SendCommand = Readonly<{
  id: string;
  command: Readonly<{ type: CommandType } & Record<string, unknown>>;
  password?: string;
  share?: string;
}>;

export const saveDraftSchema = z.strictObject({
  /** Grows with every change; an older one never overwrites a newer. */
  revision: z.int().min(1),
  /** Encrypted in the browser to a key only its expert has; the server cannot read it. */
  ciphertext: z
    .string()
    .max(60_000)
    .regex(/^[A-Za-z0-9+/]+={0,2}$/),
});

/** Addresses of the nodes that live. */
export const nodeAddressesSchema = z.array(z.url()).max(64);

export const headSchema = z.strictObject({
  size: z.int(),
  root: digestSchema,
  at: instantSchema,
  /** The head as the log has signed it, in C2SP form; absent while it has not. */
  note: z.string().max(4096).optional(),
});
export type Head = z.infer<typeof headSchema>;

/** One line of the live feed: who did what, without anything the viewer may not know. */
export const feedLineSchema = z.strictObject({
  seq: z.int(),
  at: instantSchema,
  type: z.string(),
  role: roleSchema,
  code: z.string().optional(),
  details: z.record(z.string(), z.string()),
});
export type FeedLine = z.infer<typeof feedLineSchema>;

const refusedSchema = z.strictObject({ ok: z.literal(false), refusal: spokenRefusalSchema });
const accepted = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.discriminatedUnion("ok", [z.strictObject({ ok: z.literal(true), ...shape }), refusedSchema]);

/** Requests a client sends with an acknowledgement: event name → what goes in, what comes back. */
export const requests = {
  "room:join": {
    request: joinSchema,
    reply: accepted({
      version: z.int(),
      view: evaluationViewSchema,
      now: instantSchema,
      head: headSchema.optional(),
      feed: z.array(feedLineSchema).optional(),
      /** Addresses of the nodes, for a client that finds none at the one it knows. */
      nodes: nodeAddressesSchema.optional(),
    }),
  },
  "room:command": { request: sendCommandSchema, reply: accepted({}) },
  "draft:save": { request: saveDraftSchema, reply: accepted({ revision: z.int() }) },
  "draft:load": {
    request: z.strictObject({}),
    reply: accepted({ draft: saveDraftSchema.optional() }),
  },
  "clock:now": { request: z.strictObject({}), reply: accepted({ now: instantSchema }) },
} as const;
export type RequestName = keyof typeof requests;
export type RequestOf<N extends RequestName> = z.infer<(typeof requests)[N]["request"]>;
export type ReplyOf<N extends RequestName> = z.infer<(typeof requests)[N]["reply"]>;

/** Notices the server sends without being asked: event name → payload. */
export const notices = {
  "room:change": viewChangeSchema,
  "room:feed": z.strictObject({ lines: z.array(feedLineSchema) }),
  "room:head": headSchema,
  /** The room is about to be served by another node; go there. A refused join says the same in its details. */
  "room:moved": movedSchema,
  /**
   * One of this person's evaluations has changed, wherever it lives. The version is another with every telling and says
   * nothing of the record: its size would tell members how many sheets are in.
   */
  "centre:news": z.strictObject({ evaluation: evaluationIdSchema, version: z.int() }),
  /** Whether news come from other nodes as they happen; `degraded`: only from this one, until it is live again. */
  "centre:status": z.strictObject({ news: z.enum(["live", "degraded"]) }),
  /** Nodes have come or gone. */
  "room:nodes": z.strictObject({ nodes: nodeAddressesSchema }),
  /** A newer socket of the same person took the seat over; this one is no longer served. */
  "room:replaced": z.strictObject({ zh: z.string(), en: z.string() }),
} as const;
export type NoticeName = keyof typeof notices;
export type NoticeOf<N extends NoticeName> = z.infer<(typeof notices)[N]>;
