import type { PersonRef } from "../contracts/ids.ts";
import type { Role } from "../contracts/roles.ts";
import type { Stage } from "../contracts/stages.ts";
import type { Evaluation } from "./state.ts";

/** Who looks: a person in the role they hold in this evaluation. */
export type Viewer = Readonly<{ person: PersonRef; role: Role }>;

/** Names by person, from the centre's tables; the view hands on those that the viewer may know. */
export type Directory = ReadonlyMap<PersonRef, string>;

/** Who may know what (两随机四不知; domain rules in one place, so that `view` only asks). */
export const knows = {
  /** Bidders are announced to the panel by the host; those who run the tender know them from the start. */
  bidders: (state: Evaluation, { role }: Viewer): boolean =>
    state.biddersShown || role === "agency" || role === "host" || role === "supervisor",

  /** Bids are known once unsealed, to the room. The agency sees them when the evaluation is over. */
  bids: (state: Evaluation, { role }: Viewer): boolean =>
    state.bids.length > 0 && (role !== "agency" || isOver(state.stage)),

  /** A member's name: to themselves, and to those who run or watch the room once the member has arrived. */
  name: (
    _state: Evaluation,
    viewer: Viewer,
    member: Readonly<{ person: PersonRef; status: string }>,
  ): boolean =>
    viewer.person === member.person ||
    (["host", "supervisor", "witness"].includes(viewer.role) && member.status !== "drawn"),

  /** The panel, even under codes, is nothing the agency may watch. */
  panel: (_state: Evaluation, { role }: Viewer): boolean => role !== "agency",

  /** Marks and totals exist for nobody before the reveal; for the agency only when all is signed. */
  result: (state: Evaluation, { role }: Viewer): boolean =>
    state.scoring.result !== undefined && (role !== "agency" || isOver(state.stage)),

  /** How many sheets are in: for those who run or watch the room. Members learn nothing of one another. */
  progress: (_state: Evaluation, { role }: Viewer): boolean =>
    role === "host" || role === "supervisor" || role === "witness",
} as const;

/** Signed or archived: nothing can be steered any more. */
export function isOver(stage: Stage): boolean {
  return stage === "signed" || stage === "archived";
}
