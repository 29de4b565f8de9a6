import type { SpokenRefusal } from "@yuanping/shared/contracts/refusal.ts";
import type { FeedLine, Head } from "@yuanping/shared/contracts/socket.ts";
import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";

/**
 * - `connecting`: never joined yet. `reconnecting`: joined before; what is shown may be old.
 * - `refused`: the server does not let this person in. `replaced`: another window of the same person took over.
 */
export type RoomStatus =
  | "connecting"
  | "joined"
  | "reconnecting"
  | "refused"
  | "replaced"
  | "closed";

export type RoomState = Readonly<{
  status: RoomStatus;
  /** Version of `view`; 0 before the first. */
  version: number;
  view: EvaluationView | undefined;
  head: Head | undefined;
  /** Oldest first, for those who run or watch the room. */
  feed: readonly FeedLine[];
  /** Milliseconds to add to this machine's clock to get the server's. */
  clockOffset: number;
  refusal: SpokenRefusal | undefined;
  /** Commands that the server has not acknowledged yet. */
  waiting: number;
}>;

export const firstState: RoomState = {
  status: "connecting",
  version: 0,
  view: undefined,
  head: undefined,
  feed: [],
  clockOffset: 0,
  refusal: undefined,
  waiting: 0,
};

/** A feed longer than this loses its oldest lines; the trail has them all. */
const longestFeed = 1000;

/** The feed with new lines, in order, each once. */
export function withLines(
  feed: readonly FeedLine[],
  lines: readonly FeedLine[],
): readonly FeedLine[] {
  const bySeq = new Map([...feed, ...lines].map((line) => [line.seq, line]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq).slice(-longestFeed);
}

/** A log only grows: a smaller head is an older one that came late. */
export function newerHead(known: Head | undefined, head: Head): Head {
  return known === undefined || head.size >= known.size ? head : known;
}
