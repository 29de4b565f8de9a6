import { z } from "zod";
import {
  gapSchema,
  recordingConditionSchema,
  segmentSchema,
  segmentsInEvent,
} from "../recording.ts";

/** Puts closed files of the recording on record by their hash. Sent by the server. */
export const keepSegmentsSchema = z.strictObject({
  type: z.literal("keepSegments"),
  segments: z.array(segmentSchema).min(1).max(segmentsInEvent),
});

/** Says that a stretch of a track is not recorded. Sent by the server. */
export const noteGapSchema = z.strictObject({ type: z.literal("noteGap"), ...gapSchema.shape });

/** Whether the room is being recorded has changed. Sent by the server. */
export const noteRecordingSchema = z.strictObject({
  type: z.literal("noteRecording"),
  condition: recordingConditionSchema,
});

export const recordingCommands = [keepSegmentsSchema, noteGapSchema, noteRecordingSchema] as const;
