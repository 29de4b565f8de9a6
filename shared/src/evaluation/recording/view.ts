import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";

/**
 * Whether what is said and shown is kept, for everybody whom it concerns. How much is kept, and what is missing, is
 * for those who run or watch the room.
 */
export function recordingView(state: Evaluation, viewer: Viewer): EvaluationView["recording"] {
  const { recording, profile } = state;
  const base = {
    required: profile.recording?.value ?? false,
    mayWatch: knows.recordings(state, viewer),
    years: profile.retentionYears.value,
    ...(recording.condition === undefined ? {} : { condition: recording.condition }),
  };
  if (!knows.progress(state, viewer)) return base;
  const { segments, gaps } = recording;
  return { ...base, kept: { segments, gaps } };
}
