import { z } from "zod";
import { forkKindSchema, witnessSeatSchema } from "../gates.ts";
import { reasonSchema } from "../text.ts";

/** A signed note in C2SP form; room for the log's signature and a few cosignatures. */
export const noteSchema = z.string().min(1).max(4096);

/**
 * A witness cosigns a head that holds what happened at the open gates. `instead` and `reason` are given by a substitute
 * who stands in for one who is not in the room.
 */
export const cosignHeadSchema = z.strictObject({
  type: z.literal("cosignHead"),
  note: noteSchema,
  instead: witnessSeatSchema.optional(),
  reason: reasonSchema.optional(),
});

/** Whoever lost the key named for the draw names another one for the gates, after showing the password again. */
export const renewKeySchema = z.strictObject({
  type: z.literal("renewKey"),
  vkey: z.string().min(1).max(300),
});

/**
 * A witness was shown a head that contradicts the one it kept: both are put on record. `outside` is the C2SP key of the
 * outside body for whom the server reports.
 */
export const reportForkSchema = z.strictObject({
  type: z.literal("reportFork"),
  kind: forkKindSchema,
  kept: noteSchema,
  shown: noteSchema,
  outside: z.string().min(1).max(300).optional(),
});

export const witnessingCommands = [cosignHeadSchema, renewKeySchema, reportForkSchema] as const;
