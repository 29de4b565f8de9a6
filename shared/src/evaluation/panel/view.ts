import type { MemberView } from "../../contracts/view.ts";
import { knows, type Directory, type Viewer } from "../knowledge.ts";
import { lacksConsent } from "../checkin/consent.ts";
import { photoView } from "../checkin/photo.ts";
import type { Evaluation } from "../state.ts";
import type { Member } from "./state.ts";

/** The members under their codes, with the names that the viewer may know. */
export function membersView(
  state: Evaluation,
  viewer: Viewer,
  names: Directory,
): readonly MemberView[] {
  if (!knows.panel(state, viewer)) return [];
  const shown = new Set(state.names[viewer.person]);
  return state.panel.members.map((member) => {
    const { person, code, seat, status, recusals, recusedFrom } = member;
    const isOwn = viewer.person === person;
    // A name that may be known is sent once its showing stands on record.
    const isShown = knows.name(state, viewer, member) && (isOwn || shown.has(person));
    const name = isShown ? names.get(person) : undefined;
    return {
      person,
      code,
      seat,
      status,
      lead: state.election.lead === person,
      declared: recusals.bidders?.conflict === false || recusedFrom !== undefined,
      ...(recusedFrom === undefined ? {} : { recusedFrom: [...recusedFrom] }),
      ...(status === "checked-in" && lacksConsent(state, member)
        ? { consentMissing: true as const }
        : {}),
      ...(knows.photos(state, viewer) ? photoView(state, member) : {}),
      ...(name === undefined ? {} : { name }),
      ...deskOf(state, viewer, member),
    };
  });
}

/** Members know their own desk alone; those who run or watch the room know them all, once they may know the venue. */
export function deskOf(state: Evaluation, viewer: Viewer, member: Member): { desk?: string } {
  if (viewer.role === "expert" && viewer.person !== member.person) return {};
  const desk = member.desk === undefined ? undefined : state.tender.desks?.[member.desk - 1];
  return desk === undefined || !knows.venue(state, viewer) ? {} : { desk };
}
