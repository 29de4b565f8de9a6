import { z } from "zod";
import {
  gapSchema,
  recordingConditionSchema,
  segmentSchema,
  segmentsInEvent,
} from "../recording.ts";

export const segmentsKeptSchema = z.strictObject({
  type: z.literal("SegmentsKept"),
  segments: z.array(segmentSchema).min(1).max(segmentsInEvent),
});
export const recordingGapSchema = z.strictObject({
  type: z.literal("RecordingGap"),
  ...gapSchema.shape,
});
export const recordingChangedSchema = z.strictObject({
  type: z.literal("RecordingChanged"),
  condition: recordingConditionSchema,
});

export const recordingEvents = [
  segmentsKeptSchema,
  recordingGapSchema,
  recordingChangedSchema,
] as const;
