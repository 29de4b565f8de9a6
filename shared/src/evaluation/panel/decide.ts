import type { CommandOf } from "../../contracts/commands/index.ts";
import type { ReplacementReason } from "../../contracts/commands/panel.ts";
import type { EvaluationEvent, EventOf } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { vacancyProblem } from "../../draw/index.ts";
import { substitutionWithout } from "../ceremony/round.ts";
import { hashOf } from "../../seal/commitment.ts";
import { limitWarning } from "../invitation/call-up.ts";
import { accept, deny, reject, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";
import { counted } from "./count.ts";
import { findSitting, representativeSeat, type Member } from "./state.ts";

/** The host puts a member out for one of the profile's reasons. */
export function replaceMember(state: Evaluation, command: CommandOf<"replaceMember">): Decision {
  const { reasons } = state.profile.replacement;
  if (!reasons.value.includes(command.reason)) {
    return deny("invalid", "draw.reason-not-lawful", { article: reasons.article });
  }
  if (command.reason === "absence" && state.stage !== "check-in" && state.stage !== "draw") {
    return deny("conflict", "draw.absence-too-late");
  }
  const event = vacate(state, command.member, command.reason, command.explanation);
  return "category" in event
    ? reject(event)
    : accept(event, ...limitWarning(state, command.reason));
}

/**
 * D4, D5: where a member has to leave and nobody can take the seat, the panel is dissolved, and what the profile calls
 * void is void: under 87号令 everybody's opinions. Refused while a substitute can be drawn.
 */
export function dissolvePanel(
  state: Evaluation,
  { member, reason, explanation }: CommandOf<"dissolvePanel">,
): Decision {
  const { reasons, voids } = state.profile.replacement;
  if (!reasons.value.includes(reason)) {
    return deny("invalid", "draw.reason-not-lawful", { article: reasons.article });
  }
  if (findSitting(state.panel, member) === undefined) return deny("invalid", "draw.not-a-member");
  const found = vacate(state, member, reason, explanation);
  if (!("category" in found)) return deny("conflict", "draw.can-be-refilled");
  return accept({
    type: "PanelDissolved",
    member,
    reason,
    explanation,
    because: found.code,
    voids: voids.value === "member" ? "member" : "all",
    article: voids.article,
  });
}

/**
 * 补抽: the member is out, and the seat waits for the draw's next round, for which every party opens another link of its
 * chain. Refused where nobody could be drawn: then the evaluation cannot go on with this panel, and the host decides.
 */
export function vacate(
  state: Evaluation,
  out: PersonRef,
  reason: ReplacementReason,
  explanation: string,
): EvaluationEvent | Refusal {
  const leaving = findSitting(state.panel, out);
  if (leaving === undefined) return refuse("invalid", "draw.not-a-member");
  return unfillable(state, leaving) ?? vacancyOf(leaving, reason, explanation);
}

/** As above, for a member who cannot be held: where nobody can be drawn, the seat waits for another pool. */
export function vacateAnyway(
  state: Evaluation,
  out: PersonRef,
  reason: ReplacementReason,
  explanation: string | undefined,
): readonly EvaluationEvent[] {
  const leaving = findSitting(state.panel, out);
  if (leaving === undefined) return [];
  const vacancy = vacancyOf(leaving, reason, explanation);
  return unfillable(state, leaving) === undefined ? [vacancy] : [{ ...vacancy, unfillable: true }];
}

/** Why the seat could not be filled from the sealed pool with the parties' present chains; undefined when it could. */
function unfillable(state: Evaluation, { person, seat }: Member): Refusal | undefined {
  const { sealed } = state.panel.ceremony;
  if (seat === representativeSeat) return refuse("conflict", "draw.representative");
  // The draw that comes next will be counted with this seat when it is sealed.
  if (sealed === undefined) return undefined;
  if (sealed.rounds.length + 1 >= sealed.spec.chainLen) {
    return refuse("conflict", "draw.chain-spent");
  }
  const draw = counted(vacancyProblem(substitutionWithout(state, sealed, person)));
  return "category" in draw ? draw : undefined;
}

function vacancyOf(
  { person, seat }: Member,
  reason: ReplacementReason,
  explanation: string | undefined,
): EventOf<"SeatVacated"> {
  const said = explanation === undefined ? {} : { explanation };
  const vacancy = { member: person, seat, reason, ...said };
  return { type: "SeatVacated", ...vacancy, evidence: hashOf(vacancy) };
}
