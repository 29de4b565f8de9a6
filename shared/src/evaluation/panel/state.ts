import { oncePer } from "../once-per.ts";
import type { BidId, PersonRef } from "../../contracts/ids.ts";
import type { PoolExclusion } from "../../contracts/commands/ceremony.ts";
import type { RecusalDeclaration } from "../../contracts/commands/checkin.ts";
import type { PoolEntry } from "../../draw/index.ts";
import { noCeremony, type CeremonyState } from "../ceremony/state.ts";

/** How far a member has come; `out` members stay on record but no longer act. */
export type MemberStatus = "drawn" | "checked-in" | "admitted" | "out";

export type Member = Readonly<{
  person: PersonRef;
  /** The specialty the member was drawn for, or `owner-representative`. */
  seat: string;
  /** A, B, … in the order of the draw: how others address a member whose name is hidden. */
  code: string;
  /** The place of the member's desk in the tender's list, counted from 1. */
  desk?: number;
  status: MemberStatus;
  /** The version of the text in which the member agreed to be recorded. */
  consent?: string;
  /** The photograph that counts, and all that the member took; `noCamera`: why there is none. */
  photo?: string;
  photos?: readonly string[];
  noCamera?: string;
  /** Why the host sent the member back to the lobby, while they wait there. */
  returned?: string;
  /** Bids that the member may not judge, where the profile lets them keep the seat. */
  recusedFrom?: readonly BidId[];
  recusals: Readonly<{ "check-in"?: RecusalDeclaration; bidders?: RecusalDeclaration }>;
}>;

export type PanelState = Readonly<{
  pool: readonly PoolEntry[];
  exclusions: readonly PoolExclusion[];
  ceremony: CeremonyState;
  members: readonly Member[];
}>;

export const noPanel: PanelState = { pool: [], exclusions: [], ceremony: noCeremony, members: [] };

export const representativeSeat = "owner-representative";

/** Number U of N was drawn; N is the weight of all `panels`, and their number where nobody's weight differs. */
type Drawn = Readonly<{
  N: string;
  U: string;
  panels: string;
  poolSize: number;
  poolRoot: string;
}>;

/** What was drawn, and from what; undefined before the draw. */
export function drawnOf({ ceremony }: PanelState): Drawn | undefined {
  // A draw of the vacant seats alone says nothing of how the panel came about.
  const sealed = ceremony.past[0]?.sealed ?? ceremony.sealed;
  const first = sealed?.rounds[0];
  if (sealed === undefined || first === undefined) return undefined;
  const { poolSize, poolRoot } = sealed.spec;
  return { N: first.N, U: first.U, panels: sealed.chances.panels, poolSize, poolRoot };
}

/** Seats without a member, until the draw's next round fills them. */
export function vacantSeats({ ceremony }: PanelState): number {
  return ceremony.vacancies.length + ceremony.later.length;
}

/** Members who still act. */
export function sitting(panel: PanelState): readonly Member[] {
  return notOut(panel.members);
}

const notOut = oncePer((members: PanelState["members"]): readonly Member[] =>
  members.filter((member) => member.status !== "out"),
);

export function findSitting(panel: PanelState, person: PersonRef): Member | undefined {
  return sitting(panel).find((member) => member.person === person);
}

/** Whether a member who sits has declared on the bidders: a conflict that costs the seat has put them out. */
export function hasDeclared({ recusals }: Member): boolean {
  return recusals.bidders !== undefined;
}

export function isRecusedFrom({ recusedFrom = [] }: Member, bid: BidId): boolean {
  return recusedFrom.includes(bid);
}

/** Members who sit and may judge a bid. */
export function judgesOf(panel: PanelState, bid: BidId): readonly Member[] {
  return sitting(panel).filter((member) => !isRecusedFrom(member, bid));
}

/** The code after `count` members: A … Z, then AA, AB, … */
export function codeOf(count: number): string {
  const letter = String.fromCodePoint(65 + (count % 26));
  return count < 26 ? letter : String.fromCodePoint(64 + Math.floor(count / 26)) + letter;
}

/** Each member's code, also of those who are out. */
export function codesOf(panel: PanelState): ReadonlyMap<PersonRef, string> {
  return codesIn(panel.members);
}

const codesIn = oncePer(
  (members: PanelState["members"]): ReadonlyMap<PersonRef, string> =>
    new Map(members.map((member) => [member.person, member.code])),
);
