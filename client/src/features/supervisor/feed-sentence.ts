import type { FeedLine } from "@yuanping/shared/contracts/socket.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { roleName } from "../room/naming.ts";

export const feedFilters = ["all", "attention", "seats", "supervision"] as const;
export type FeedFilter = (typeof feedFilters)[number];

const attention = new Set([
  "AttemptRefused",
  "MisuseNoted",
  "SeatLost",
  "SeatReleased",
  "ApprovalAsked",
  "IncidentOpened",
  "MemberReturned",
  "NoCameraDeclared",
  "RecusedFromBid",
  "Warned",
  "SeatVacated",
  "RedrawLimitPassed",
  "DrawVoided",
  "SheetReturned",
  "RecordingGap",
  "ShareLost",
  "SharesForgotten",
  "SealingKeyRejected",
  "RollbackRequested",
  "ReReviewOpened",
  "PanelDissolved",
  "ForkReported",
]);
const seats = new Set(["SeatOccupied", "SeatLost", "SeatReleased", "TrackNoted"]);
const control = new Set([
  "Paused",
  "Resumed",
  "Terminated",
  "Noted",
  "Warned",
  "RollbackRequested",
  "RollbackRefused",
  "StageRolledBack",
  "SpeakInBegun",
  "SpeakInEnded",
  "AlarmSettled",
  "IncidentOpened",
  "IncidentClosed",
  "ApprovalAsked",
  "ApprovalAnswered",
]);

/**
 * One line of the log as a sentence: who did what, and from which desk.
 *
 * @param desk where the member with the line's code sits, as far as the reader may know
 * @param times how often, where several lines stand as one
 */
export function feedSentence(line: FeedLine, words: RoomWords, desk?: string, times = 1): string {
  const { type, details } = line;
  const said = isKnown(type, words) ? words.feed.line[type](details) : words.feed.other(type);
  const subject = subjectOf(line, words);
  // What all have done, or the lot, comes from no desk.
  const isOnes = subject !== undefined && line.code !== undefined && !byLot.has(type);
  const done = times > 1 ? `${said} × ${times}` : said;
  const sentence = subject === undefined ? done : `${subject} ${done}`;
  return isOnes && desk !== undefined ? `${sentence} · ${desk}` : sentence;
}

/** Follow from what three parties revealed, whoever was the last of them. */
const byLot = new Set(["PanelDrawn", "NumbersDrawn", "SubstitutesDrawn"]);

/** Follow from what several have done: whoever was the last of them did not do it. */
const byAll = new Set([
  "BallotTied",
  "GatePassed",
  "SheetsFrozen",
  "ResultComputed",
  "SigningClosed",
]);

/** Lines about a member carry the member's code, whoever acted; what nobody did alone has no subject. */
function subjectOf({ type, role, code, details }: FeedLine, words: RoomWords): string | undefined {
  if (byAll.has(type)) return undefined;
  if (byLot.has(type)) return words.feed.theDraw;
  if (type === "LeadElected") return words.person.expert(details["lead"] ?? "?");
  return code === undefined ? roleName({ role }, words) : words.person.expert(code);
}

function isKnown(type: string, words: RoomWords): type is keyof RoomWords["feed"]["line"] {
  return Object.hasOwn(words.feed.line, type);
}

/** Whether a line belongs to what the filter shows. */
export function feedMatches(line: FeedLine, filter: FeedFilter): boolean {
  if (filter === "all") return true;
  if (filter === "attention") return needsAttention(line);
  return { seats, supervision: control }[filter].has(line.type);
}

/** Lines that need a look, marked by a word and not only by a colour. */
export function needsAttention({ type, details }: FeedLine): boolean {
  if (type === "TrackNoted") {
    return details["source"] === "camera" && details["state"] !== "on";
  }
  // Coming back is what one hopes for.
  if (type === "ConductNoted") return Object.keys(details).some((kind) => kind !== "window-back");
  if (type === "MemberAdmitted") return details["reason"] !== undefined;
  return attention.has(type);
}

export type FeedGroup = Readonly<{ line: FeedLine; times: number }>;

/** Runs of the same plain act of the same person as one line with a count; the newest of the run stands for it. */
export function groupedLines(lines: readonly FeedLine[]): readonly FeedGroup[] {
  const groups: FeedGroup[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    if (last !== undefined && isRepeated(last.line, line)) {
      groups[groups.length - 1] = { line, times: last.times + 1 };
    } else {
      groups.push({ line, times: 1 });
    }
  }
  return groups;
}

function isRepeated(a: FeedLine, b: FeedLine): boolean {
  const plain = Object.keys(a.details).length + Object.keys(b.details).length === 0;
  return plain && a.type === b.type && a.role === b.role && a.code === b.code;
}
