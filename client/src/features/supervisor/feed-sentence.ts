import type { FeedLine } from "@yuanping/shared/contracts/socket.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import { roleName } from "../room/naming.ts";

export const feedFilters = ["all", "attention", "seats", "supervision"] as const;
export type FeedFilter = (typeof feedFilters)[number];

const attention = new Set([
  "AttemptRefused",
  "SeatLost",
  "Warned",
  "MemberReplaced",
  "SheetReturned",
]);
const seats = new Set(["SeatOccupied", "SeatLost", "SeatReleased"]);
const control = new Set(["Paused", "Resumed", "Terminated", "Noted", "Warned"]);

/** One line of the log as a sentence: who did what. */
export function feedSentence(line: FeedLine, words: RoomWords): string {
  const { type, details } = line;
  const said = isKnown(type, words) ? words.feed.line[type](details) : words.feed.other(type);
  return `${subjectOf(line, words)} ${said}`;
}

/** Lines about a member carry the member's code, whoever acted. */
function subjectOf({ role, code }: FeedLine, words: RoomWords): string {
  return code === undefined ? roleName({ role }, words) : words.person.expert(code);
}

function isKnown(type: string, words: RoomWords): type is keyof RoomWords["feed"]["line"] {
  return Object.hasOwn(words.feed.line, type);
}

/** Whether a line belongs to what the filter shows. */
export function feedMatches({ type }: FeedLine, filter: FeedFilter): boolean {
  if (filter === "all") return true;
  return { attention, seats, supervision: control }[filter].has(type);
}

/** Lines that need a look, marked by a word and not only by a colour. */
export function needsAttention({ type }: FeedLine): boolean {
  return attention.has(type);
}
