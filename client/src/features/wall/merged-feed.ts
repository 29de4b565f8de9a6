import type { FeedLine } from "@yuanping/shared/contracts/socket.ts";
import { needsAttention } from "../supervisor/feed-sentence.ts";

export const feedKinds = ["all", "seats", "conduct", "supervision", "process"] as const;
export type FeedKind = (typeof feedKinds)[number];
export const feedSeverities = ["all", "attention"] as const;
export type FeedSeverity = (typeof feedSeverities)[number];

/** A line of one room's log, with the room that it is from. */
export type WallLine = Readonly<{ room: string; line: FeedLine }>;
export type FeedWish = Readonly<{
  /** Undefined for all rooms. */
  room: string | undefined;
  kind: FeedKind;
  severity: FeedSeverity;
}>;

const kindOf: Readonly<Record<string, Exclude<FeedKind, "all" | "process">>> = {
  SeatOccupied: "seats",
  SeatLost: "seats",
  SeatReleased: "seats",
  MemberCheckedIn: "seats",
  RecordingConsented: "seats",
  PhotoKept: "seats",
  NoCameraDeclared: "seats",
  MemberAdmitted: "seats",
  MemberReturned: "seats",
  RecusedFromBid: "seats",
  DocumentOpened: "conduct",
  TrackNoted: "seats",
  ConductNoted: "conduct",
  AttemptRefused: "conduct",
  MisuseNoted: "conduct",
  AlarmSettled: "conduct",
  Said: "conduct",
  Paused: "supervision",
  Resumed: "supervision",
  Terminated: "supervision",
  Noted: "supervision",
  Warned: "supervision",
  SpeakInBegun: "supervision",
  SpeakInEnded: "supervision",
  IncidentOpened: "supervision",
  IncidentClosed: "supervision",
  ApprovalAsked: "supervision",
  ApprovalAnswered: "supervision",
};

/** The lines of all rooms that match, newest first, at most `most` of them. */
export function mergedFeed(
  rooms: readonly Readonly<{ evaluation: string; feed: readonly FeedLine[] }>[],
  wish: FeedWish,
  most: number,
): readonly WallLine[] {
  return rooms
    .filter(({ evaluation }) => wish.room === undefined || wish.room === evaluation)
    .flatMap(({ evaluation, feed }) =>
      feed
        .filter((line) => matches(line, wish))
        .slice(-most)
        .map((line) => ({ room: evaluation, line })),
    )
    .toSorted((a, b) => b.line.at - a.line.at || compare(a, b))
    .slice(0, most);
}

function matches(line: FeedLine, { kind, severity }: FeedWish): boolean {
  if (severity === "attention" && !needsAttention(line)) return false;
  return kind === "all" || (kindOf[line.type] ?? "process") === kind;
}

/** What happened at one moment: within a room in its order, otherwise by room. */
function compare(a: WallLine, b: WallLine): number {
  if (a.room === b.room) return b.line.seq - a.line.seq;
  return a.room < b.room ? -1 : 1;
}
