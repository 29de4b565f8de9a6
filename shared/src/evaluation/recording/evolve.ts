import type { EventOf } from "../../contracts/events/index.ts";
import type { RecordingState } from "./state.ts";

type RecordingEvent = EventOf<"SegmentsKept" | "RecordingGap" | "RecordingChanged">;

export function recorded(state: RecordingState, event: RecordingEvent): RecordingState {
  switch (event.type) {
    case "SegmentsKept":
      return {
        ...state,
        segments: state.segments + event.segments.length,
        bytes: state.bytes + event.segments.reduce((sum, { bytes }) => sum + bytes, 0),
      };
    case "RecordingGap":
      return { ...state, gaps: state.gaps + 1 };
    case "RecordingChanged":
      return { ...state, condition: event.condition };
  }
}
