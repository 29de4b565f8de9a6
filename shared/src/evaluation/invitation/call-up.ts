import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { ReplacementReason } from "../../contracts/commands/panel.ts";
import type { Instant } from "../../contracts/ids.ts";
import { callUpRules } from "../../law/call-up.ts";
import { representativeSeat } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { isOwnDoing, redrawsCaused } from "./state.ts";

/** The invitations that follow a round of the draw; none where the tender calls nobody up. */
export function invitationsAfter(
  state: Evaluation,
  drawn: EvaluationEvent,
  at: Instant,
): readonly EvaluationEvent[] {
  const { invitations } = state.tender;
  if (invitations === undefined) return [];
  const seconds = invitations.answerWithin ?? callUpRules(state.profile).answerWithin.value;
  const until = at + seconds * 1000;
  const { past, sealed } = state.panel.ceremony;
  const earlier = past.reduce((sum, draw) => sum + draw.sealed.rounds.length, 0);
  const round = earlier + (sealed?.rounds.length ?? 0);
  return membersIn(drawn)
    .filter(({ seat }) => seat !== representativeSeat)
    .map(({ person }) => ({ type: "MemberInvited", member: person, round, until }));
}

function membersIn(drawn: EvaluationEvent): readonly Readonly<{ person: string; seat: string }>[] {
  if (drawn.type === "PanelDrawn") return drawn.panel;
  return drawn.type === "SubstitutesDrawn" ? drawn.substitutes : [];
}

/** What supervision is told when one more seat falls vacant by the experts' own doing than the profile takes for usual. */
export function limitWarning(
  { tender, profile, invitations }: Evaluation,
  reason: ReplacementReason,
): readonly EvaluationEvent[] {
  if (tender.invitations === undefined || !isOwnDoing(reason)) return [];
  const { value: limit, article } = callUpRules(profile).redrawLimit;
  const count = redrawsCaused(invitations) + 1;
  return count > limit ? [{ type: "RedrawLimitPassed", count, limit, article }] : [];
}
