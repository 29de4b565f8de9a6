import type { MemberView } from "../../contracts/view.ts";
import { knows, type Directory, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";

/** The members under their codes, with the names that the viewer may know. */
export function membersView(
  state: Evaluation,
  viewer: Viewer,
  names: Directory,
): readonly MemberView[] {
  if (!knows.panel(state, viewer)) return [];
  return state.panel.members.map((member) => {
    const { person, code, seat, status, recusals } = member;
    const name = knows.name(state, viewer, member) ? names.get(person) : undefined;
    return {
      person,
      code,
      seat,
      status,
      lead: state.election.lead === person,
      declared: recusals.bidders?.conflict === false,
      ...(name === undefined ? {} : { name }),
    };
  });
}
