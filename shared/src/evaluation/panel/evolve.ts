import type { EventOf } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import type { PanelSeat } from "../../draw/index.ts";
import { numbersGiven, roundDrawn, seatVacated } from "../ceremony/evolve.ts";
import { deskSet } from "../ceremony/numbers.ts";
import { representativeSeat, type Member, type PanelState } from "./state.ts";

export function panelDrawn(panel: PanelState, event: EventOf<"PanelDrawn">): PanelState {
  const drawn = event.panel
    .filter(({ seat }) => seat !== representativeSeat)
    .map(({ seat, person }) => ({ seat, ref: person }));
  return {
    ...panel,
    ceremony: roundDrawn(panel.ceremony, { ...event, panel: drawn }),
    members: event.panel.map((seat) => ({ ...seat, status: "drawn", recusals: {} })),
  };
}

/** Coefficients stand in the ceremony alone; desks are the members', in the order of their codes. */
export function numbersDrawn(panel: PanelState, event: EventOf<"NumbersDrawn">): PanelState {
  const desks = event.drawn.find(({ name }) => name === deskSet)?.values ?? [];
  return {
    ...panel,
    ceremony: numbersGiven(panel.ceremony, event),
    members:
      desks.length === 0
        ? panel.members
        : panel.members.map((member, place) => ({ ...member, desk: Number(desks[place]) })),
  };
}

/** The member is out, and the seat waits. */
export function memberLeft(
  panel: PanelState,
  event: EventOf<"SeatVacated">,
  at: number,
): PanelState {
  const left = changeMember(panel, event.member, (member) => ({ ...member, status: "out" }));
  return { ...left, ceremony: seatVacated(panel.ceremony, event, at) };
}

export function substitutesDrawn(
  panel: PanelState,
  event: EventOf<"SubstitutesDrawn">,
): PanelState {
  const drawn = event.substitutes.map(({ seat, person }) => ({ seat, ref: person }));
  const members = event.substitutes.map(({ out, person, seat, code }): Member => {
    const desk = panel.members.find((member) => member.person === out)?.desk;
    const place = desk === undefined ? {} : { desk };
    return { person, seat, code, ...place, status: "drawn", recusals: {} };
  });
  return {
    ...panel,
    ceremony: roundDrawn(panel.ceremony, { ...event, panel: inOrder(panel, drawn) }),
    members: [...panel.members, ...members],
  };
}

/** The panel with one sitting member changed. */
export function changeMember(
  panel: PanelState,
  person: PersonRef,
  change: (member: Member) => Member,
): PanelState {
  return {
    ...panel,
    members: panel.members.map((member) =>
      member.person === person && member.status !== "out" ? change(member) : member,
    ),
  };
}

/** As the draw lists them: in the order of the rules' seats, then by ref. */
function inOrder(panel: PanelState, drawn: readonly PanelSeat[]): readonly PanelSeat[] {
  const seats = (panel.ceremony.sealed?.spec.seats ?? []).map(({ specialty }) => specialty);
  return drawn.toSorted(
    (a, b) => seats.indexOf(a.seat) - seats.indexOf(b.seat) || (a.ref < b.ref ? -1 : 1),
  );
}
