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

/** From when to when there is anything recorded; undefined when there is nothing. */
export function extentOf({
  tracks,
}: RecordingTimeline): Readonly<{ from: number; to: number }> | undefined {
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

/** 01:02:03 since the beginning. */
export function clockOf(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
