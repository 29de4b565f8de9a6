import { z } from "zod";
import { personRefSchema } from "../ids.ts";
import { mediaSourceSchema } from "../media.ts";

/**
 * What the page notices of what is done around it: the window was left or come back to, something was copied, pasted or
 * printed. That it happened, never what.
 */
export const conductKindSchema = z.enum([
  "window-left",
  "window-back",
  "copied",
  "pasted",
  "printed",
]);
export type ConductKind = z.infer<typeof conductKindSchema>;

export const conductActSchema = z.strictObject({
  kind: conductKindSchema,
  /** How often since the last report. */
  times: z.int().min(1).max(999),
});
export type ConductAct = z.infer<typeof conductActSchema>;

/** Sent by the page of a person in the room, several acts at once and at most once a second. */
export const reportConductSchema = z.strictObject({
  type: z.literal("reportConduct"),
  acts: z.array(conductActSchema).min(1).max(8),
});

/**
 * `poor`: it flows, but so badly that a face can no longer be made out. `plain`: a face or a voice without its disguise was
 * refused, and nothing flows.
 */
export const trackStateSchema = z.enum(["on", "muted", "poor", "off", "plain"]);
export type TrackState = z.infer<typeof trackStateSchema>;

/** What a person's camera, microphone or screen does now. Sent by the server. */
export const noteTrackSchema = z.strictObject({
  type: z.literal("noteTrack"),
  person: personRefSchema,
  source: mediaSourceSchema,
  state: trackStateSchema,
});

/**
 * What a person's program did to the server again and again: more messages than any page sends, or such as no page
 * sends. All of them were refused.
 */
export const misuseSchema = z.enum(["flooding", "malformed"]);
export type Misuse = z.infer<typeof misuseSchema>;

/** Sent by the server, summed up: once for each person and kind in several seconds. */
export const noteMisuseSchema = z.strictObject({
  type: z.literal("noteMisuse"),
  person: personRefSchema,
  misuse: misuseSchema,
  times: z.int().min(1).max(1_000_000),
});

export const conductCommands = [reportConductSchema, noteTrackSchema, noteMisuseSchema] as const;
