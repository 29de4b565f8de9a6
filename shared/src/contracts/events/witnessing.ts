import { z } from "zod";
import { drawPartySchema } from "../../draw/index.ts";
import { forkKindSchema, forkReporterSchema, gateSchema, witnessSeatSchema } from "../gates.ts";
import { lineSchema, reasonSchema } from "../text.ts";

/** `party` cosigned a head of `size` events; for its own seat, or for the one it stands in for. */
export const headCosignedSchema = z.strictObject({
  type: z.literal("HeadCosigned"),
  party: drawPartySchema,
  seat: witnessSeatSchema,
  size: z.int().min(1),
  note: z.string(),
  reason: reasonSchema.optional(),
});

/** Everybody whose cosignature the gate needs has given it; `size` events had to be in the head. */
export const gatePassedSchema = z.strictObject({
  type: z.literal("GatePassed"),
  gate: gateSchema,
  size: z.int().min(1),
});

export const keyRenewedSchema = z.strictObject({
  type: z.literal("KeyRenewed"),
  party: drawPartySchema,
  vkey: z.string(),
});

export const forkReportedSchema = z.strictObject({
  type: z.literal("ForkReported"),
  party: forkReporterSchema,
  /** The outside body, by its name in the tender. */
  body: lineSchema.optional(),
  kind: forkKindSchema,
  kept: z.string(),
  shown: z.string(),
});

export const witnessingEvents = [
  headCosignedSchema,
  gatePassedSchema,
  keyRenewedSchema,
  forkReportedSchema,
] as const;
