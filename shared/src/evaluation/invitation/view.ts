import type { CallUpView, EvaluationView } from "../../contracts/view.ts";
import { callUpRules } from "../../law/call-up.ts";
import { knows, type Viewer } from "../knowledge.ts";
import { codesOf } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { redrawsCaused, type Invitation } from "./state.ts";

/** A member's own invitation: when and where to be, until when to answer. */
export function ownInvitation(
  { invitations, tender }: Evaluation,
  { person, role }: Viewer,
): Pick<EvaluationView["me"], "invitation"> {
  const own = invitations[person];
  if (own === undefined || role !== "expert") return {};
  const { meetsAt, place } = tender.invitations ?? {};
  return {
    invitation: {
      at: own.at,
      until: own.until,
      ...(own.answer === undefined ? {} : { answer: own.answer.kind }),
      ...(meetsAt === undefined ? {} : { meetsAt }),
      ...(place === undefined ? {} : { place }),
    },
  };
}

/**
 * 通知记录: how the call-up goes, under codes, for those who hold or watch the room; for the agency while it waits for its
 * panel. Nobody's words stand in it, and no name.
 */
export function callUpView(state: Evaluation, viewer: Viewer): { callUp?: CallUpView } {
  const { tender, profile, panel, invitations } = state;
  const { role } = viewer;
  if (tender.invitations === undefined || role === "expert" || role === "system") return {};
  if (role === "agency" && state.stage !== "draw") return {};
  const { place, meetsAt } = tender.invitations;
  const codes = codesOf(panel);
  return {
    callUp: {
      lines: panel.members.flatMap(({ person, seat }) => {
        const invitation = invitations[person];
        return invitation === undefined
          ? []
          : [{ code: codes.get(person) ?? "", seat, ...lineOf(invitation) }];
      }),
      redraws: redrawsCaused(invitations),
      limit: callUpRules(profile).redrawLimit.value,
      ...(meetsAt === undefined ? {} : { meetsAt }),
      ...(place === undefined || !knows.venue(state, viewer) ? {} : { place }),
    },
  };
}

function lineOf({ round, at, until, calls, answer, left }: Invitation) {
  return {
    round,
    at,
    until,
    calls: calls.map(({ channel, outcome, attempts, at: when }) => ({
      channel,
      outcome,
      attempts,
      at: when,
    })),
    ...(answer === undefined ? {} : { answer: answer.kind, answeredAt: answer.at }),
    ...(answer?.kind === "declined" ? { declined: answer.code } : {}),
    ...(left === undefined ? {} : { left: left.reason }),
  };
}
