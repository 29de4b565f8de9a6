import { z } from "zod";
import { digestSchema, instantSchema, personRefSchema } from "./ids.ts";
import { mediaSourceSchema } from "./media.ts";

/** What a seat sends: whose, and of which source. */
export const trackSchema = z.strictObject({ person: personRefSchema, source: mediaSourceSchema });
export type Track = z.infer<typeof trackSchema>;

/**
 * One closed file of a recording. `from` and `to` say when its first and last packet arrived at the server. WebM holds
 * VP8 or Opus, Matroska (`mkv`) H264; all as they were sent.
 */
export const segmentSchema = z.strictObject({
  ...trackSchema.shape,
  from: instantSchema,
  to: instantSchema,
  sha256: digestSchema,
  bytes: z.int().min(1),
  format: z.enum(["webm", "mkv"]),
});
export type Segment = z.infer<typeof segmentSchema>;

/** Most segments that one event tells of. */
export const segmentsInEvent = 32;

/**
 * Why a stretch of a track is not recorded: the recorder was not up yet, died, or could not be had; the media
 * worker died; the whole server was down; the disk was full; nothing arrived although the track was on.
 */
export const gapCauseSchema = z.enum([
  "starting",
  "recorder-died",
  "worker-died",
  "server-down",
  "no-recorder",
  "disk-full",
  "nothing-arrived",
]);
export type GapCause = z.infer<typeof gapCauseSchema>;

/** A stretch of a track that is not recorded, in milliseconds since 1970 by the server's clock. */
export const gapSchema = z.strictObject({
  ...trackSchema.shape,
  from: instantSchema,
  to: instantSchema,
  cause: gapCauseSchema,
});
export type Gap = z.infer<typeof gapSchema>;

/** Whether a room's tracks are being recorded, and what is wrong where they are not. */
export const recordingConditionSchema = z.enum(["on", "no-recorder", "disk-low", "disk-full"]);
export type RecordingCondition = z.infer<typeof recordingConditionSchema>;

/** A recording's name in the folder of its evaluation: content-addressed, so that the record finds it. */
export function segmentFile({ sha256, format }: Pick<Segment, "sha256" | "format">): string {
  return `${sha256}.${format}`;
}
