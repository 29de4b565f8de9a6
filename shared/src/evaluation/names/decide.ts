import type { CommandOf } from "../../contracts/commands/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { accept, deny, type Decision } from "../decision.ts";
import { knows, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";

/** The members whose names a viewer may know and has not been shown: their showing is to be put on record first. */
export function namesDue(state: Evaluation, viewer: Viewer): readonly PersonRef[] {
  const shown = new Set(state.names[viewer.person]);
  return state.panel.members
    .filter(({ person }) => person !== viewer.person && !shown.has(person))
    .filter((member) => knows.name(state, viewer, member))
    .map(({ person }) => person);
}

/** 知悉留痕: what is not due to the viewer, or has been shown already, changes nothing. */
export function showNames(
  state: Evaluation,
  { viewer, members }: CommandOf<"showNames">,
): Decision {
  const office = viewerIn(state, viewer);
  if (office === undefined) return deny("invalid", "room.not-yours");
  const due = new Set(namesDue(state, office));
  const fresh = members.filter((member) => due.has(member));
  return fresh.length === 0
    ? deny("conflict", "room.unchanged")
    : accept({ type: "NamesShown", viewer, role: office.role, members: fresh });
}

function viewerIn({ tender }: Evaluation, person: PersonRef): Viewer | undefined {
  const role = (["agency", "host", "supervisor", "witness"] as const).find(
    (office) => tender.offices[office] === person,
  );
  return role === undefined ? undefined : { person, role };
}
