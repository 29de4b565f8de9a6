import type { CommandOf } from "../../contracts/commands/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";

/** Closed files of the recording. A file cannot end before it begins, nor in the future. */
export function keepSegments(
  _state: Evaluation,
  { segments }: CommandOf<"keepSegments">,
  { at }: Context,
): Decision {
  return segments.every(({ from, to }) => from <= to && to <= at)
    ? accept({ type: "SegmentsKept", segments })
    : deny("invalid", "recording.bad-time");
}

export function noteGap(_state: Evaluation, gap: CommandOf<"noteGap">, { at }: Context): Decision {
  const { person, source, from, to, cause } = gap;
  return from < to && to <= at
    ? accept({ type: "RecordingGap", person, source, from, to, cause })
    : deny("invalid", "recording.bad-time");
}

export function noteRecording(
  state: Evaluation,
  { condition }: CommandOf<"noteRecording">,
): Decision {
  return state.recording.condition === condition
    ? deny("conflict", "room.unchanged")
    : accept({ type: "RecordingChanged", condition });
}
