import type { CommandOf } from "../../contracts/commands/index.ts";
import type { RecusalDeclaration } from "../../contracts/commands/checkin.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { consentVersion } from "../../law/recording-consent.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import { vacate } from "../panel/decide.ts";
import { drawnOf, findSitting, hasDeclared, representativeSeat, sitting } from "../panel/state.ts";
import { recusalScope, withdrawn } from "../recusal/decide.ts";
import type { Evaluation } from "../state.ts";
import { lacksConsent } from "./consent.ts";
import { notCompared } from "./photo.ts";

export function beginCheckIn(state: Evaluation): Decision {
  return drawnOf(state.panel) === undefined
    ? deny("conflict", "draw.not-drawn")
    : accept({ type: "CheckInOpened" });
}

/** A member arrives: password proven, undertaking accepted, conflicts with owner and agency declared. */
export function checkIn(
  state: Evaluation,
  { recusal }: CommandOf<"checkIn">,
  { actor }: Context,
): Decision {
  const member = findSitting(state.panel, actor.person);
  if (member === undefined) return deny("forbidden", "room.not-yours");
  if (member.status !== "drawn") return deny("conflict", "checkin.already");
  const isInvited = state.tender.invitations !== undefined && member.seat !== representativeSeat;
  if (isInvited && state.invitations[actor.person]?.answer?.kind !== "accepted") {
    return deny("conflict", "checkin.not-accepted");
  }
  if (actor.proof === undefined) return deny("invalid", "identity.proof-needed");
  return declared(state, actor.person, "check-in", recusal, [
    { type: "MemberCheckedIn", member: actor.person },
  ]);
}

/** Agreed to in the lobby, before the seat: nobody is recorded who did not. */
export function consentToRecording(
  state: Evaluation,
  { text }: CommandOf<"consentToRecording">,
  { actor }: Context,
): Decision {
  const member = findSitting(state.panel, actor.person);
  if (member === undefined) return deny("forbidden", "room.not-yours");
  if (member.status !== "checked-in") return deny("conflict", "checkin.not-arrived");
  if (member.consent !== undefined) return deny("conflict", "checkin.already");
  return text === consentVersion
    ? accept({ type: "RecordingConsented", member: actor.person, text })
    : deny("conflict", "checkin.consent-text");
}

export function admitMember(
  state: Evaluation,
  { member, photo, withoutPhoto }: CommandOf<"admitMember">,
): Decision {
  const found = findSitting(state.panel, member);
  if (found === undefined) return deny("invalid", "draw.not-a-member");
  if (found.status === "admitted") return deny("conflict", "checkin.already");
  if (found.status !== "checked-in") return deny("conflict", "checkin.not-arrived");
  if (lacksConsent(state, found)) return deny("conflict", "checkin.no-consent");
  const refusal = notCompared(state, found, photo, withoutPhoto);
  if (refusal !== undefined) return reject(refusal);
  return accept({
    type: "MemberAdmitted",
    member,
    ...(photo === undefined ? {} : { photo }),
    ...(withoutPhoto === undefined ? {} : { withoutPhoto }),
  });
}

/** Back to the lobby: what the member did stands, but they see and do nothing more until they are admitted again. */
export function returnMember(
  state: Evaluation,
  { member, reason }: CommandOf<"returnMember">,
): Decision {
  const found = findSitting(state.panel, member);
  if (found === undefined) return deny("invalid", "draw.not-a-member");
  return found.status === "admitted"
    ? accept({ type: "MemberReturned", member, reason })
    : deny("conflict", "checkin.not-in-the-room");
}

/** The bidders are announced once everybody is in the room. */
export function showBidders(state: Evaluation): Decision {
  const waiting = sitting(state.panel).filter((member) => member.status !== "admitted");
  return waiting.length === 0
    ? accept({ type: "BiddersShown" })
    : deny("conflict", "checkin.incomplete", { count: waiting.length });
}

/** The second declaration, once the bidders are known. */
export function declareRecusal(
  state: Evaluation,
  { recusal }: CommandOf<"declareRecusal">,
  { actor }: Context,
): Decision {
  const member = findSitting(state.panel, actor.person);
  if (member === undefined) return deny("forbidden", "room.not-yours");
  if (member.status !== "admitted") return deny("conflict", "checkin.not-admitted");
  if (hasDeclared(member) && !recusal.conflict) return deny("conflict", "checkin.already");
  if (recusal.conflict && recusal.bids.length > 0 && recusalScope(state).scope === "bid") {
    const known = state.tender.bidders.filter(({ id }) => recusal.bids.includes(id));
    const declaration = { type: "RecusalDeclared", occasion: "bidders", recusal } as const;
    return withdrawn(
      state,
      member,
      known.map(({ id }) => id),
      recusal.ground,
      [{ ...declaration, member: actor.person }],
    );
  }
  return declared(state, actor.person, "bidders", recusal, []);
}

/** Records a declaration; a conflict puts the member out, and the seat waits for a substitute. */
function declared(
  state: Evaluation,
  member: PersonRef,
  occasion: "check-in" | "bidders",
  recusal: RecusalDeclaration,
  before: readonly EvaluationEvent[],
): Decision {
  const declaration: EvaluationEvent = { type: "RecusalDeclared", member, occasion, recusal };
  if (!recusal.conflict) return accept(...before, declaration);
  const vacated = vacate(state, member, "recusal", recusal.ground);
  return "category" in vacated ? reject(vacated) : accept(...before, declaration, vacated);
}
