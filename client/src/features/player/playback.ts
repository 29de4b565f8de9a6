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

/** A file that the player holds at a moment: the one that plays, the one that comes, or the one that has just ended. */
export type HeldFile = Readonly<{ segment: RecordedSegment; as: "past" | "now" | "next" }>;

/** Files that follow one another within this time are one recording, in milliseconds. */
const seam = 1_000;
/** How long before its turn a file is fetched, in milliseconds of the recording, and how long an ended one stays. */
const ahead = 6_000;
const behind = 2_000;

/**
 * The files to hold at a moment, in their order, so that the picture does not go when one file follows another: the next
 * is fetched before its turn, and the one that has ended keeps its last picture under it until it shows. Nothing is held
 * where nothing is recorded: an old picture must not stand for what is missing.
 */
export function filesAround(
  track: RecordedTrack | undefined,
  at: number,
  rate: number,
): readonly HeldFile[] {
  const now = segmentAt(track, at);
  if (track === undefined || now === undefined) return [];
  const { segments } = track;
  const past = segments.find(
    ({ from, to }) =>
      from < now.from && Math.abs(now.from - to) < seam && at - now.from < behind * rate,
  );
  const next = segments.find(
    ({ from }) => from > now.from && Math.abs(from - now.to) < seam && now.to - at < ahead * rate,
  );
  return [
    ...(past === undefined ? [] : [{ segment: past, as: "past" } as const]),
    { segment: now, as: "now" },
    ...(next === undefined ? [] : [{ segment: next, as: "next" } as const]),
  ];
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
