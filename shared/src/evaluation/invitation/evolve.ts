import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import type { Invitation, InvitationAnswer, InvitationState } from "./state.ts";

export function memberInvited(
  state: InvitationState,
  { member, round, until }: EventOf<"MemberInvited">,
  at: Instant,
): InvitationState {
  const invitation = { round, at, until, calls: [], answer: undefined, left: undefined };
  return { ...state, [member]: invitation };
}

export function callRecorded(
  state: InvitationState,
  { member, call, channel, outcome, attempts }: EventOf<"CallRecorded">,
  at: Instant,
): InvitationState {
  return changed(state, member, (invitation) => ({
    ...invitation,
    calls: [...invitation.calls, { call, channel, outcome, attempts, at }],
  }));
}

export function invitationAnswered(
  state: InvitationState,
  event: EventOf<"InvitationAccepted" | "InvitationDeclined" | "InvitationLapsed">,
  at: Instant,
): InvitationState {
  const answer = answerOf(event, at);
  return changed(state, event.member, (invitation) => ({ ...invitation, answer }));
}

export function invitedMemberLeft(
  state: InvitationState,
  { member, reason }: EventOf<"SeatVacated">,
  at: Instant,
): InvitationState {
  return changed(state, member, (invitation) => ({ ...invitation, left: { reason, at } }));
}

function answerOf(
  event: EventOf<"InvitationAccepted" | "InvitationDeclined" | "InvitationLapsed">,
  at: Instant,
): InvitationAnswer {
  switch (event.type) {
    case "InvitationAccepted":
      return { kind: "accepted", at };
    case "InvitationDeclined":
      return { kind: "declined", at, code: event.code, text: event.text };
    case "InvitationLapsed":
      return { kind: "no-answer", at };
  }
}

function changed(
  state: InvitationState,
  member: PersonRef,
  change: (invitation: Invitation) => Invitation,
): InvitationState {
  const invitation = state[member];
  return invitation === undefined ? state : { ...state, [member]: change(invitation) };
}
