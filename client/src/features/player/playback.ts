import type { GapCause } from "@yuanping/shared/contracts/recording.ts";
import type { RecordingTimeline } from "@yuanping/shared/contracts/recording-timeline.ts";

export type RecordedTrack = RecordingTimeline["tracks"][number];
export type RecordedSegment = RecordedTrack["segments"][number];

/** All tracks of one person, the picture first looked for under `camera`. */
export type RecordedSeat = Readonly<{
  person: string;
  role: RecordedTrack["role"];
  code: string | undefined;
  tracks: Readonly<Partial<Record<RecordedTrack["source"], RecordedTrack>>>;
}>;

/** Tracks by person: officers first, then members by their code. */
export function seatsOf({ tracks }: RecordingTimeline): readonly RecordedSeat[] {
  const seats = new Map<string, RecordedSeat>();
  for (const track of tracks) {
    const { person, role, code, source } = track;
    const seat = seats.get(person) ?? { person, role, code, tracks: {} };
    seats.set(person, { ...seat, tracks: { ...seat.tracks, [source]: track } });
  }
  return [...seats.values()].toSorted((a, b) => (a.code ?? "").localeCompare(b.code ?? ""));
}

/** Moments in milliseconds since 1970. */
export type Extent = Readonly<{ from: number; to: number }>;

/** From when to when there is anything recorded; undefined when there is nothing. */
export function extentOf({ tracks }: RecordingTimeline): Extent | undefined {
  const all = tracks.flatMap(({ segments, gaps }) => [...segments, ...gaps]);
  if (all.length === 0) return undefined;
  const from = all.reduce((least, one) => Math.min(least, one.from), Number.POSITIVE_INFINITY);
  const to = all.reduce((most, one) => Math.max(most, one.to), 0);
  return { from, to };
}

/** The file that shows a moment, or undefined where nothing is recorded. */
export function segmentAt(
  track: RecordedTrack | undefined,
  at: number,
): RecordedSegment | undefined {
  return track?.segments.find(({ from, to }) => from <= at && at < to);
}

/** What there is of a track at a moment: a file, a gap with its cause on record, or nothing, because nothing was sent. */
export type Kept =
  | Readonly<{ kind: "file"; segment: RecordedSegment }>
  | Readonly<{ kind: "gap"; cause: GapCause }>
  | Readonly<{ kind: "nothing" }>;

export function keptAt(track: RecordedTrack | undefined, at: number): Kept {
  const segment = segmentAt(track, at);
  if (segment !== undefined) return { kind: "file", segment };
  const gap = track?.gaps.find(({ from, to }) => from <= at && at < to);
  return gap === undefined ? { kind: "nothing" } : { kind: "gap", cause: gap.cause };
}

/** Where an event is watched from: a moment before it, in milliseconds, so that it is seen coming. */
export const beforeEvent = 2_000;

/** Moments closer than this are the same one to whoever steps through them, in milliseconds. */
const sameMoment = 500;

/** The next moment to watch an event from, after or before this one; undefined when there is none. */
export function nextEvent(
  lines: readonly Readonly<{ at: number }>[],
  { from, to }: Extent,
  at: number,
  direction: "forward" | "back",
): number | undefined {
  const moments = lines
    .map((line) => line.at - beforeEvent)
    .filter((one) => one >= from && one < to);
  return direction === "forward"
    ? moments.find((one) => one > at + sameMoment)
    : moments.findLast((one) => one < at - sameMoment);
}

/** 01:02:03 since the beginning. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
