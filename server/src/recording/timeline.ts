import { recordSchema, streamOf } from "@yuanping/shared/contracts/record.ts";
import { segmentFile } from "@yuanping/shared/contracts/recording.ts";
import type { RecordingTimeline } from "@yuanping/shared/contracts/recording-timeline.ts";
import { feedLine, type Evaluation } from "@yuanping/shared/evaluation/index.ts";
import { codesOf } from "@yuanping/shared/evaluation/panel/state.ts";
import { trackKey } from "@yuanping/shared/evaluation/recording/state.ts";
import type { EventStore } from "../kernel/ports.ts";

type Track = RecordingTimeline["tracks"][number];

/** What was recorded of an evaluation, track by track, beside what happened in it: codes and offices, no names. */
export async function timelineOf(state: Evaluation, store: EventStore): Promise<RecordingTimeline> {
  const tracks = new Map<string, Track>();
  const lines: RecordingTimeline["lines"] = [];
  const trackOf = (about: Pick<Track, "person" | "source">): Track => {
    const key = trackKey(about);
    const known = tracks.get(key);
    if (known !== undefined) return known;
    const { person, source } = about;
    const made: Track = { person, source, ...whoIs(state, person), segments: [], gaps: [] };
    tracks.set(key, made);
    return made;
  };
  for await (const { body } of store.read(streamOf(state.id))) {
    const record = recordSchema.parse(JSON.parse(body));
    const { event } = record;
    if (event.type === "SegmentsKept") {
      for (const segment of event.segments) {
        const { from, to } = segment;
        trackOf(segment).segments.push({ file: segmentFile(segment), from, to });
      }
      continue;
    }
    if (event.type === "RecordingGap") {
      const { from, to, cause } = event;
      trackOf(event).gaps.push({ from, to, cause });
    }
    const line = feedLine(state, record);
    if (line !== undefined) lines.push(line);
  }
  return { evaluation: state.id, tracks: [...tracks.values()], lines };
}

function whoIs(state: Evaluation, person: string): Pick<Track, "role" | "code"> {
  const { agency, host, supervisor, witness } = state.tender.offices;
  const offices = { agency, host, supervisor, witness };
  for (const role of ["agency", "host", "supervisor", "witness"] as const) {
    if (offices[role] === person) return { role };
  }
  const code = codesOf(state.panel).get(person);
  return code === undefined ? { role: "expert" } : { role: "expert", code };
}
