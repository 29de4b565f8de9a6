import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { vacateAnyway } from "../panel/decide.ts";
import { findSitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { limitWarning } from "./call-up.ts";

/** 接受邀请: once, before the deadline. */
export function acceptInvitation(state: Evaluation, { actor, at }: Context): Decision {
  const member = actor.person;
  const refused = closed(state, member);
  if (refused !== undefined) return refused;
  const invitation = state.invitations[member];
  if (invitation?.answer !== undefined) return deny("conflict", "invitation.answered");
  return at >= (invitation?.until ?? 0)
    ? deny("conflict", "invitation.late")
    : accept({ type: "InvitationAccepted", member });
}

/** 谢绝邀请: also after having accepted, as long as the member has not come. The seat waits for the next round. */
export function declineInvitation(
  state: Evaluation,
  { code, text }: CommandOf<"declineInvitation">,
  { actor, at }: Context,
): Decision {
  const member = actor.person;
  const refused = closed(state, member);
  if (refused !== undefined) return refused;
  const invitation = state.invitations[member];
  if (invitation?.answer === undefined && at >= (invitation?.until ?? 0)) {
    return deny("conflict", "invitation.late");
  }
  return accept(
    { type: "InvitationDeclined", member, code, text },
    ...vacated(state, member, "declined", text),
  );
}

/** 逾期未答: the clock's own command; it is refused until it is due, and once there is an answer. */
export function lapseInvitation(
  state: Evaluation,
  { member }: CommandOf<"lapseInvitation">,
  { at }: Context,
): Decision {
  const refused = closed(state, member);
  if (refused !== undefined) return refused;
  const invitation = state.invitations[member];
  if (invitation?.answer !== undefined) return deny("conflict", "invitation.answered");
  return at < (invitation?.until ?? 0)
    ? deny("conflict", "invitation.not-due")
    : accept(
        { type: "InvitationLapsed", member },
        ...vacated(state, member, "no-answer", undefined),
      );
}

/** 通知留痕: each call once, however often the server reports it. */
export function recordCall(state: Evaluation, command: CommandOf<"recordCall">): Decision {
  const { call, member, channel, outcome, attempts } = command;
  const invitation = state.invitations[member];
  if (invitation === undefined) return deny("invalid", "invitation.none");
  return invitation.calls.some((known) => known.call === call)
    ? deny("conflict", "room.unchanged")
    : accept({ type: "CallRecorded", member, call, channel, outcome, attempts });
}

function vacated(
  state: Evaluation,
  member: PersonRef,
  reason: "declined" | "no-answer",
  explanation: string | undefined,
): readonly EvaluationEvent[] {
  return [...vacateAnyway(state, member, reason, explanation), ...limitWarning(state, reason)];
}

/** Nothing to answer any more, or nothing that was asked. */
function closed(state: Evaluation, member: PersonRef): Decision | undefined {
  if (state.invitations[member] === undefined) return deny("conflict", "invitation.none");
  const found = findSitting(state.panel, member);
  return found?.status === "drawn" ? undefined : deny("conflict", "invitation.closed");
}
