import type { EventType } from "@yuanping/shared/contracts/events/index.ts";
import { segmentFile, type Segment } from "@yuanping/shared/contracts/recording.ts";
import type { Stage } from "@yuanping/shared/contracts/stages.ts";
import type { ToldEvent } from "@yuanping/shared/evidence/index.ts";
import { eventGroup, type EventGroup } from "../../i18n/event-group.ts";

/** Events of one stage on end: `from` and `to` are places in the list, both inside. */
export type Chapter = Readonly<{ stage: Stage; from: number; to: number }>;

/** A stage that was rolled back to has a chapter of its own each time. */
export function chaptersOf(events: readonly Pick<ToldEvent, "stage">[]): readonly Chapter[] {
  const chapters: Chapter[] = [];
  for (const [place, { stage }] of events.entries()) {
    const last = chapters.at(-1);
    if (last?.stage === stage) chapters[chapters.length - 1] = { ...last, to: place };
    else chapters.push({ stage, from: place, to: place });
  }
  return chapters;
}

const asides: ReadonlySet<EventGroup> = new Set<EventGroup>(["room", "recording", "witnessing"]);
/** Of the other groups: steps that stand for themselves only to somebody who looks for them. */
const details: ReadonlySet<EventType> = new Set<EventType>([
  "KeyDeclared",
  "DrawCosigned",
  "CallRecorded",
  "NamesShown",
  "RecordingConsented",
  "BidUnsealed",
  "FindingRecorded",
  "BallotCast",
  "SealingKeyDeclared",
  "SheetOpened",
]);

/** Whether an event is one of those that a stranger needs to follow what happened. */
export function isGist({ record }: Pick<ToldEvent, "record">): boolean {
  const { type } = record.event;
  return !asides.has(eventGroup[type]) && !details.has(type);
}

export type RecordedThen = Pick<Segment, "person" | "source"> &
  Readonly<{
    file: string;
    /** How far into the file the moment lies, in milliseconds. */
    offset: number;
  }>;

/** The recordings that the record names of a moment, whoever kept the files. */
export function recordedAt(events: readonly ToldEvent[], at: number): readonly RecordedThen[] {
  return events.flatMap(({ record: { event } }) =>
    event.type !== "SegmentsKept"
      ? []
      : event.segments
          .filter(({ from, to }) => from <= at && at <= to)
          .map(({ person, source, from, sha256, format }) => ({
            person,
            source,
            file: segmentFile({ sha256, format }),
            offset: at - from,
          })),
  );
}
