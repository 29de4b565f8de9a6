import { z } from "zod";
import { drawPartySchema } from "../../draw/index.ts";
import { instantSchema } from "../ids.ts";
import { forkKindSchema, forkReporterSchema, gateSchema, witnessSeatSchema } from "../gates.ts";

/** Whose cosignatures the gates have, and which one waits for whom. */
export const witnessingViewSchema = z.strictObject({
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
