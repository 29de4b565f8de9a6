import type { BidId, PersonRef } from "../contracts/ids.ts";
import type { Role } from "../contracts/roles.ts";
import type { Stage } from "../contracts/stages.ts";
import { secrecyTable, type Moment, type SecretKind } from "../law/secrecy.ts";
import {
  findSitting,
  hasDeclared,
  isRecusedFrom,
  sitting,
  vacantSeats,
  type Member,
} from "./panel/state.ts";
import type { Evaluation } from "./state.ts";

/** Who looks: a person in the role they hold in this evaluation. */
export type Viewer = Readonly<{ person: PersonRef; role: Role }>;

/** Names by person, from the centre's tables; the view hands on those that the viewer may know. */
export type Directory = ReadonlyMap<PersonRef, string>;

/** Who may know what (两随机四不知; domain rules in one place, so that `view` only asks). */
export const knows = {
  /** Bidders are announced by the host to the members in the room; those who run the tender know them before. */
  bidders: (state: Evaluation, { person, role }: Viewer): boolean => {
    if (role === "agency" || role === "host" || role === "supervisor") return true;
    if (role !== "expert") return state.biddersShown;
    return state.biddersShown && findSitting(state.panel, person)?.status === "admitted";
  },

  /** Bids are known once unsealed, to the room. The agency sees them when the evaluation is over. */
  bids: (state: Evaluation, viewer: Viewer): boolean =>
    state.bids.length > 0 && mayJudge(state, viewer),

  /** One bid's content and its documents. */
  document: (state: Evaluation, viewer: Viewer, bid: BidId): boolean =>
    knows.bids(state, viewer) &&
    state.bids.some(({ id }) => id === bid) &&
    !isRecused(state, viewer, bid),

  /** The project, its owner and its method: experts under 四不知 learn them when all have come. */
  project: (state: Evaluation, viewer: Viewer): boolean =>
    isReached(state, momentOf(state, "project", viewer), findSitting(state.panel, viewer.person)),

  /** Where the panel meets. */
  venue: (state: Evaluation, viewer: Viewer): boolean =>
    isReached(state, momentOf(state, "venue", viewer), findSitting(state.panel, viewer.person)),

  /** A member's name: to themselves, and to those who run or watch the room when the profile's table says so. */
  name: (state: Evaluation, viewer: Viewer, member: Member): boolean =>
    viewer.person === member.person || isReached(state, momentOf(state, "names", viewer), member),

  /** The panel, even under codes, is nothing the agency may watch, nor members who are out. */
  panel: (state: Evaluation, { person, role }: Viewer): boolean =>
    role === "expert" ? findSitting(state.panel, person) !== undefined : role !== "agency",

  /** Marks and totals exist for nobody before the reveal; for the agency only when all is signed. */
  result: (state: Evaluation, viewer: Viewer): boolean =>
    state.scoring.result !== undefined && mayJudge(state, viewer),

  /** Who left a seat, a window or a picture, and what waits for two: for those who run or watch the room. */
  alarms: (_state: Evaluation, { role }: Viewer): boolean =>
    role === "host" || role === "supervisor" || role === "witness",
  /** Which gate waits for whom: whoever it keeps waiting, but the agency only at the draw and when all is over. */
  gates: ({ stage }: Evaluation, { role }: Viewer): boolean =>
    role !== "agency" || stage === "draw" || isOver(stage),

  /**
   * What seats sent, as it was recorded: the supervisor at any time, those who run or witness it when it is over, and
   * members never, since it shows their peers.
   */
  recordings: (state: Evaluation, { role }: Viewer): boolean =>
    role === "supervisor" ||
    ((role === "agency" || role === "host" || role === "witness") &&
      (isOver(state.stage) || state.stage === "terminated")),

  /** Photographs taken at check-in: whoever admits, and whoever watches that; never members, not even of one another. */
  photos: (_state: Evaluation, { role }: Viewer): boolean =>
    role === "host" || role === "supervisor",

  /** How many sheets are in: for those who run or watch the room. Members learn nothing of one another. */
  progress: (_state: Evaluation, { role }: Viewer): boolean =>
    role === "host" || role === "supervisor" || role === "witness",
} as const;

/**
 * Who may look at bids and what the panel made of them: members from their declaration on the bidders, while they are in
 * the room, those who run or watch the room, and the agency when nothing can be steered any more.
 */
function mayJudge(state: Evaluation, { person, role }: Viewer): boolean {
  if (role === "agency") return isOver(state.stage);
  if (role !== "expert") return true;
  const member = findSitting(state.panel, person);
  return member?.status === "admitted" && hasDeclared(member);
}

function isRecused({ panel }: Evaluation, { person, role }: Viewer, bid: BidId): boolean {
  const member = role === "expert" ? findSitting(panel, person) : undefined;
  return member !== undefined && isRecusedFrom(member, bid);
}

function momentOf({ profile }: Evaluation, kind: SecretKind, { role }: Viewer): Moment {
  return role === "system" ? "never" : secrecyTable(profile.secrecy)[kind][role];
}

/** Whether the moment has come; `member` is whom it is about, or who asks, and undefined for officers. */
function isReached(state: Evaluation, moment: Moment, member: Member | undefined): boolean {
  const hasArrived = member === undefined || member.recusals["check-in"] !== undefined;
  switch (moment) {
    case "always":
      return true;
    case "arrival":
      return hasArrived;
    case "check-in":
      return hasArrived && isCheckInComplete(state);
    case "over":
      return state.stage === "archived";
    case "never":
      return false;
  }
}

/** Everybody has been let into the room, at least once. */
function isCheckInComplete(state: Evaluation): boolean {
  return (
    state.biddersShown ||
    (state.stage === "check-in" &&
      vacantSeats(state.panel) === 0 &&
      sitting(state.panel).every(({ status }) => status === "admitted"))
  );
}

/** Signed or archived: nothing can be steered any more. */
export function isOver(stage: Stage): boolean {
  return stage === "signed" || stage === "archived";
}
