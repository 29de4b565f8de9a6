import { z } from "zod";
import { identifierSchema } from "../method/identifier.ts";

/** An evaluation: one lot's stream. Chosen by the server, printable in a URL. */
export const evaluationIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{2,62}$/);
export type EvaluationId = z.infer<typeof evaluationIdSchema>;

/** A command's id, chosen by its sender; repeating it has one effect. */
export const commandIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
export type CommandId = z.infer<typeof commandIdSchema>;

/**
 * A person within one evaluation: the first 16 bytes, in hex, of an HMAC of the user's id under a key that only this
 * evaluation uses. It names the same person throughout the stream, and nobody outside it.
 */
export const personRefSchema = z.string().regex(/^[0-9a-f]{32}$/);
export type PersonRef = z.infer<typeof personRefSchema>;

/** A user of the centre, as the registry's tables know them. Never enters an evaluation's stream. */
export const userIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{1,62}$/);
export type UserId = z.infer<typeof userIdSchema>;

/** A signed-in session's public number; its secret is in the cookie only. */
export const sessionIdSchema = z.string().regex(/^[A-Za-z0-9_-]{8,64}$/);
export type SessionId = z.infer<typeof sessionIdSchema>;

/** A bid within its lot, e.g. `B1`. */
export const bidIdSchema = identifierSchema;
export type BidId = z.infer<typeof bidIdSchema>;

/** An item of the evaluation method, as the tender document names it. */
export const itemIdSchema = bidIdSchema;

/** SHA-256 in lower-case hex. */
export const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
export type Digest = z.infer<typeof digestSchema>;

/** Milliseconds since 1970-01-01T00:00Z, from the server's clock. */
export const instantSchema = z.int().min(0);
export type Instant = z.infer<typeof instantSchema>;
