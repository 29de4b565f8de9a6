import { z } from "zod";
import { commandSchema } from "./commands/index.ts";
import { eventSchema } from "./events/index.ts";
import {
  commandIdSchema,
  digestSchema,
  instantSchema,
  personRefSchema,
  sessionIdSchema,
} from "./ids.ts";
import { roleSchema } from "./roles.ts";

/** Who acts: a person in a role, through a session; `proof` when they have just shown who they are once more. */
export const actorSchema = z.strictObject({
  person: personRefSchema,
  role: roleSchema,
  session: sessionIdSchema,
  proof: z.enum(["password"]).optional(),
});
export type Actor = z.infer<typeof actorSchema>;

/** The server itself. Its ref is all zeros, which no HMAC gives. */
export const systemActor: Actor = {
  person: "0".repeat(32),
  role: "system",
  session: "system-session",
};

/**
 * What an event came from. The first event of a command carries the whole command, so that anyone can run it again; the others of the same command only say which one they belong to.
 */
export const causeSchema = z.strictObject({
  id: commandIdSchema,
  index: z.int().min(0),
  of: z.int().min(1),
  command: commandSchema.optional(),
});
export type Cause = z.infer<typeof causeSchema>;

/** The stream of an evaluation; its name stands in every record, and in the origin of every checkpoint. */
export function streamOf(evaluation: string): string {
  return `evaluation/${evaluation}`;
}

/** One entry of an evaluation's stream. Its canonical JSON is a leaf of the stream's Merkle tree. */
export const recordSchema = z.strictObject({
  v: z.literal(1),
  stream: z.string().max(128),
  seq: z.int().min(0),
  at: instantSchema,
  event: eventSchema,
  actor: actorSchema,
  cause: causeSchema,
  /** Leaf hash of the entry before; for the first, the root of an empty tree. */
  prev: digestSchema,
});
export type EventRecord = z.infer<typeof recordSchema>;
