import type { PersonRef } from "../../contracts/ids.ts";
import type { RecusalDeclaration } from "../../contracts/commands/checkin.ts";
import type { PoolEntry } from "../../draw/index.ts";

/** How far a member has come; `out` members stay on record but no longer act. */
export type MemberStatus = "drawn" | "checked-in" | "admitted" | "out";

export type Member = Readonly<{
  person: PersonRef;
  /** The specialty the member was drawn for, or `owner-representative`. */
  seat: string;
  /** A, B, … in the order of the draw: how others address a member whose name is hidden. */
  code: string;
  status: MemberStatus;
  recusals: Readonly<{ "check-in"?: RecusalDeclaration; bidders?: RecusalDeclaration }>;
}>;

export type PanelState = Readonly<{
  pool: readonly PoolEntry[];
  drawn: Readonly<{ N: string; U: string; poolHash: string; poolSize: number }> | undefined;
  members: readonly Member[];
}>;

export const noPanel: PanelState = { pool: [], drawn: undefined, members: [] };

export const representativeSeat = "owner-representative";

/** Members who still act. */
export function sitting(panel: PanelState): readonly Member[] {
  return panel.members.filter((member) => member.status !== "out");
}

export function findSitting(panel: PanelState, person: PersonRef): Member | undefined {
  return sitting(panel).find((member) => member.person === person);
}

/** The code after `count` members: A … Z, then AA, AB, … */
export function codeOf(count: number): string {
  const letter = String.fromCodePoint(65 + (count % 26));
  return count < 26 ? letter : String.fromCodePoint(64 + Math.floor(count / 26)) + letter;
}

/** Each member's code, also of those who are out. */
export function codesOf(panel: PanelState): ReadonlyMap<PersonRef, string> {
  return new Map(panel.members.map((member) => [member.person, member.code]));
}
