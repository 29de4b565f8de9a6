import type { RecordingCondition, Track } from "../../contracts/recording.ts";

/** How far the room's tracks are recorded. Which files there are stands in the stream alone. */
export type RecordingState = Readonly<{
  /** Undefined before anything was sent. */
  condition: RecordingCondition | undefined;
  segments: number;
  bytes: number;
  gaps: number;
}>;

export const noRecording: RecordingState = {
  condition: undefined,
  segments: 0,
  bytes: 0,
  gaps: 0,
};

export function trackKey({ person, source }: Track): string {
  return `${person}/${source}`;
}
