import type { Command } from "../contracts/commands/index.ts";
import type { Refusal } from "../contracts/refusal.ts";
import { refuse } from "../contracts/refusal.ts";
import { mayDo, mayDoWhilePaused, needsWholePanel, permissions } from "../law/permissions.ts";
import {
  admitMember,
  consentToRecording,
  beginCheckIn,
  checkIn,
  declareRecusal,
  returnMember,
  showBidders,
} from "./checkin/decide.ts";
import { declareNoCamera, keepPhoto } from "./checkin/photo.ts";
import { accept, deny, type Context, type Decision } from "./decision.ts";
import {
  commitDraw,
  cosignDraw,
  declareKey,
  revealDraw,
  sealDraw,
  voidDraw,
} from "./ceremony/decide.ts";
import { openDocument, readPages } from "./documents/decide.ts";
import { castBallot } from "./election/decide.ts";
import { closeIncident, openIncident } from "./incidents/decide.ts";
import { openTender } from "./intake/decide.ts";
import {
  acceptInvitation,
  declineInvitation,
  lapseInvitation,
  recordCall,
} from "./invitation/decide.ts";
import { showNames } from "./names/decide.ts";
import { vacantSeats } from "./panel/state.ts";
import { keepSegments, noteGap, noteRecording } from "./recording/decide.ts";
import { dissolvePanel, replaceMember } from "./panel/decide.ts";
import {
  approveRollback,
  openReReview,
  refuseRollback,
  requestRollback,
} from "./reopening/decide.ts";
import { recuseFromBid } from "./recusal/decide.ts";
import { closeSigning, dissent, issueReport, signReport } from "./report/decide.ts";
import { beginReview, beginScoring, closeReview, recordFinding } from "./review/decide.ts";
import { loseSeat, noteTrack, occupySeat, releaseSeat, say } from "./room/decide.ts";
import {
  declareSealingKey,
  forgetShares,
  makeSealingKey,
  rejectSealingKey,
  releaseShare,
  reportShareLost,
  resealSheet,
  returnOwnSheet,
} from "./sealing/decide.ts";
import { freezeSheets, openSheets, submitSheet } from "./scoring/decide.ts";
import { correctMark, explainWarning } from "./scoring/recheck.ts";
import { askForTime, extendScoring } from "./scoring/time.ts";
import { holdsRole } from "./standing.ts";
import type { Evaluation } from "./state.ts";
import { settleAlarm } from "./supervision/alarms.ts";
import { answerApproval, askApproval } from "./supervision/approvals.ts";
import { noteMisuse, reportConduct } from "./supervision/conduct.ts";
import { beginSpeakIn, endSpeakIn, pause, resume, terminate } from "./supervision/decide.ts";
import { unsealBids } from "./unsealing/decide.ts";
import { cosignHead, heldByGate, reportFork, renewKey } from "./witnessing/decide.ts";

/**
 * The law of the room: what follows from a command, in this state, from this actor. Pure: the same arguments give the
 * same events, byte for byte, which is how an outsider checks a whole evaluation. Someone who tries what they may not do
 * is refused, and the attempt is an event.
 */
export function decide(
  state: Evaluation | undefined,
  command: Command,
  context: Context,
): Decision {
  const { actor } = context;
  if (state === undefined) {
    if (command.type !== "openTender") return deny("invalid", "room.unknown");
    return mayDo(actor.role, "none", command.type)
      ? openTender(command, context)
      : deny("forbidden", "room.not-permitted");
  }
  const refusal = notPermitted(state, command, context);
  if (refusal === undefined) {
    const decision = carryOut(state, command, context);
    return decision.ok ? decision : onRecord(decision, command);
  }
  return onRecord({ ok: false, refusal, events: [] }, command);
}

function notPermitted(
  state: Evaluation,
  command: Command,
  { actor }: Context,
): Refusal | undefined {
  if (!holdsRole(state, actor)) return refuse("forbidden", "room.not-yours");
  if (mayDo(actor.role, state.stage, command.type)) {
    if (state.supervision.paused !== undefined && !mayDoWhilePaused(command.type)) {
      return refuse("conflict", "supervision.paused");
    }
    const vacant = vacantSeats(state.panel);
    return vacant > 0 && needsWholePanel(command.type)
      ? refuse("conflict", "draw.seat-vacant", { count: vacant })
      : heldByGate(state, command.type);
  }
  return permissions[command.type][actor.role] === undefined
    ? refuse("forbidden", "room.not-permitted")
    : refuse("conflict", "room.out-of-turn", { stage: state.stage });
}

function onRecord(decision: Decision & { ok: false }, command: Command): Decision {
  const { refusal } = decision;
  if (refusal.category !== "forbidden") return decision;
  return {
    ...decision,
    events: [{ type: "AttemptRefused", command: command.type, code: refusal.code }],
  };
}

function carryOut(state: Evaluation, command: Command, context: Context): Decision {
  switch (command.type) {
    case "openTender":
      return deny("conflict", "room.exists");
    case "declareKey":
      return declareKey(state, command, context);
    case "sealDraw":
      return sealDraw(state, command, context);
    case "commitDraw":
      return commitDraw(state, command, context);
    case "cosignDraw":
      return cosignDraw(state, command, context);
    case "revealDraw":
      return revealDraw(state, command, context);
    case "voidDraw":
      return voidDraw(state, command, context);
    case "replaceMember":
      return replaceMember(state, command);
    case "acceptInvitation":
      return acceptInvitation(state, context);
    case "declineInvitation":
      return declineInvitation(state, command, context);
    case "lapseInvitation":
      return lapseInvitation(state, command, context);
    case "recordCall":
      return recordCall(state, command);
    case "showNames":
      return showNames(state, command);
    case "dissolvePanel":
      return dissolvePanel(state, command);
    case "beginCheckIn":
      return beginCheckIn(state);
    case "checkIn":
      return checkIn(state, command, context);
    case "consentToRecording":
      return consentToRecording(state, command, context);
    case "keepPhoto":
      return keepPhoto(state, command);
    case "declareNoCamera":
      return declareNoCamera(state, command, context);
    case "admitMember":
      return admitMember(state, command);
    case "returnMember":
      return returnMember(state, command);
    case "showBidders":
      return showBidders(state);
    case "declareRecusal":
      return declareRecusal(state, command, context);
    case "recuseFromBid":
      return recuseFromBid(state, command, context);
    case "unsealBids":
      return unsealBids(state, command);
    case "openDocument":
      return openDocument(state, command, context);
    case "readPages":
      return readPages(state, command, context);
    case "castBallot":
      return castBallot(state, command, context);
    case "beginReview":
      return beginReview(state);
    case "recordFinding":
      return recordFinding(state, command, context);
    case "closeReview":
      return closeReview(state, context);
    case "beginScoring":
      return beginScoring(state, command, context);
    case "askForTime":
      return askForTime(state, context);
    case "extendScoring":
      return extendScoring(state, command, context);
    case "submitSheet":
      return submitSheet(state, command, context);
    case "declareSealingKey":
      return declareSealingKey(state, command, context);
    case "makeSealingKey":
      return makeSealingKey(state, command);
    case "releaseShare":
      return releaseShare(state, command, context);
    case "reportShareLost":
      return reportShareLost(state, context);
    case "forgetShares":
      return forgetShares(state);
    case "rejectSealingKey":
      return rejectSealingKey(state);
    case "resealSheet":
      return resealSheet(state, command, context);
    case "returnOwnSheet":
      return returnOwnSheet(state, context);
    case "freezeSheets":
      return freezeSheets(state);
    case "openSheets":
      return openSheets(state, command);
    case "explainWarning":
      return explainWarning(state, command, context);
    case "correctMark":
      return correctMark(state, command, context);
    case "issueReport":
      return issueReport(state, context);
    case "signReport":
      return signReport(state, command, context);
    case "dissent":
      return dissent(state, command, context);
    case "closeSigning":
      return closeSigning(state);
    case "archive":
      return accept({ type: "Archived" });
    case "requestRollback":
      return requestRollback(state, command);
    case "approveRollback":
      return approveRollback(state, command);
    case "refuseRollback":
      return refuseRollback(state, command);
    case "openReReview":
      return openReReview(state, command);
    case "occupySeat":
      return occupySeat(state, command);
    case "loseSeat":
      return loseSeat(state, command);
    case "releaseSeat":
      return releaseSeat(state, command, context);
    case "say":
      return say(state, command, context);
    case "reportConduct":
      return reportConduct(state, command, context);
    case "openIncident":
      return openIncident(state, command, context);
    case "closeIncident":
      return closeIncident(state, command, context);
    case "noteTrack":
      return noteTrack(state, command);
    case "noteMisuse":
      return noteMisuse(state, command);
    case "pause":
    case "orderPause":
      return pause(state, command, context);
    case "resume":
      return resume(state, command);
    case "terminate":
      return terminate(command);
    case "note":
      return accept({ type: "Noted", text: command.text });
    case "warn":
      return accept({ type: "Warned", text: command.text });
    case "beginSpeakIn":
      return beginSpeakIn(state, command);
    case "endSpeakIn":
      return endSpeakIn(state);
    case "settleAlarm":
      return settleAlarm(state, command);
    case "askApproval":
      return askApproval(state, command);
    case "answerApproval":
      return answerApproval(state, command);
    case "keepSegments":
      return keepSegments(state, command, context);
    case "noteGap":
      return noteGap(state, command, context);
    case "noteRecording":
      return noteRecording(state, command);
    case "cosignHead":
      return cosignHead(state, command, context);
    case "renewKey":
      return renewKey(state, command, context);
    case "reportFork":
      return reportFork(state, command, context);
  }
}
