import type { CommandOf } from "../../contracts/commands/index.ts";
import type { ReplacementReason } from "../../contracts/commands/panel.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { vacancyProblem } from "../../draw/index.ts";
import { substitutionWithout } from "../ceremony/round.ts";
import { hashOf } from "../../seal/commitment.ts";
import { accept, deny, reject, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";
import { counted } from "./count.ts";
import { findSitting, representativeSeat } from "./state.ts";

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
  return "category" in event ? reject(event) : accept(event);
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
  const { sealed } = state.panel.ceremony;
  if (leaving === undefined || sealed === undefined) return refuse("invalid", "draw.not-a-member");
  if (leaving.seat === representativeSeat) return refuse("conflict", "draw.representative");
  if (sealed.rounds.length + 1 >= sealed.spec.chainLen)
    return refuse("conflict", "draw.chain-spent");
  const draw = counted(vacancyProblem(substitutionWithout(state, sealed, out)));
  if ("category" in draw) return draw;
  const vacancy = { member: out, seat: leaving.seat, reason, explanation };
  return { type: "SeatVacated", ...vacancy, evidence: hashOf(vacancy) };
}
