import { z } from "zod";
import { drawPartySchema } from "../draw/index.ts";

/**
 * 见证关口: points that an evaluation passes only when the supervisor and the witness have cosigned a head of the log that
 * holds what happened there. In the order in which they are first met.
 */
export const gateSchema = z.enum([
  "pool-frozen",
  "draw-result",
  "bids-unsealed",
  "scores-frozen",
  "scores-opened",
  "report-signed",
]);
export type Gate = z.infer<typeof gateSchema>;

/** The two whose cosignatures a gate waits for. */
export const witnessSeatSchema = z.enum(["supervisor", "witness"]);
export type WitnessSeat = z.infer<typeof witnessSeatSchema>;
export const witnessSeats = witnessSeatSchema.options;

/**
 * How a head that a witness was shown contradicts the one it kept: fewer events, another history, or no proof that the one
 * extends the other.
 */
export const forkKindSchema = z.enum(["rolled-back", "forked", "unproved"]);
export type ForkKind = z.infer<typeof forkKindSchema>;

/** Who reported such a head: a party, or an outside body that the tender names. */
export const forkReporterSchema = z.enum([...drawPartySchema.options, "outside"]);
