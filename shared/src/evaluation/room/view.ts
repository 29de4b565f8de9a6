import type { EvaluationView, SeatView } from "../../contracts/view.ts";
import { knows, type Directory, type Viewer } from "../knowledge.ts";
import { oncePer } from "../once-per.ts";
import { codesOf, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** Every place in the room with its presence, from the record. */
export function seatsView(
  state: Evaluation,
  viewer: Viewer,
  names: Directory,
): readonly SeatView[] {
  if (!knows.panel(state, viewer)) return [];
  const { host, supervisor, witness } = state.tender.offices;
  const officers = [
    { person: host, role: "host" as const },
    { person: supervisor, role: "supervisor" as const },
    { person: witness, role: "witness" as const },
  ].map((officer) => ({ ...officer, ...nameOf(names, officer.person) }));
  const shown = new Set(state.names[viewer.person]);
  const members = sitting(state.panel).map((member) => ({
    person: member.person,
    role: "expert" as const,
    code: member.code,
    ...(knows.name(state, viewer, member) &&
    (member.person === viewer.person || shown.has(member.person))
      ? nameOf(names, member.person)
      : {}),
  }));
  return [...officers, ...members].map((seat) => {
    const presence = state.room.presence[seat.person];
    return presence === undefined
      ? { ...seat, presence: "absent" as const }
      : { ...seat, presence: presence.status, since: presence.since };
  });
}

function nameOf(names: Directory, person: string): { name: string } | Record<string, never> {
  const name = names.get(person);
  return name === undefined ? {} : { name };
}

/** What was said, under codes. */
export function talkView(state: Evaluation, viewer: Viewer): EvaluationView["talk"] {
  return knows.panel(state, viewer) ? linesOf(state) : [];
}

const linesOf = oncePer((state: Evaluation): EvaluationView["talk"] => {
  const codes = codesOf(state.panel);
  return state.room.talk.map((line) => {
    const code = codes.get(line.person);
    return code === undefined ? line : { ...line, code };
  });
});
