import { z } from "zod";
import { evaluationIdSchema, instantSchema } from "./ids.ts";
import { gapCauseSchema, trackSchema } from "./recording.ts";
import { roleSchema } from "./roles.ts";
import { feedLineSchema } from "./socket.ts";

/** `GET /api/evaluations/ID/recordings`: what was recorded of whom, beside what happened; codes and no names. */
export const recordingTimelineSchema = z.strictObject({
  evaluation: evaluationIdSchema,
  tracks: z.array(
    z.strictObject({
      ...trackSchema.shape,
      role: roleSchema,
      code: z.string().optional(),
      segments: z.array(
        z.strictObject({ file: z.string(), from: instantSchema, to: instantSchema }),
      ),
      gaps: z.array(
        z.strictObject({ from: instantSchema, to: instantSchema, cause: gapCauseSchema }),
      ),
    }),
  ),
  lines: z.array(feedLineSchema),
});
export type RecordingTimeline = z.infer<typeof recordingTimelineSchema>;
