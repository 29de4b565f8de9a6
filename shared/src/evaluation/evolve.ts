import type { EventOf, EvaluationEvent } from "../contracts/events/index.ts";
import type { EventRecord } from "../contracts/record.ts";
import {
  bidsOpened,
  drawCommitted,
  drawCosigned,
  drawRevealed,
  drawSealed,
  drawVoided,
  keyDeclared,
} from "./ceremony/evolve.ts";
import { withoutCamera, withPhoto } from "./checkin/photo.ts";
import { undrawnCoefficients } from "./ceremony/numbers.ts";
import { poolFor } from "./ceremony/pool.ts";
import { documentOpened, pagesRead } from "./documents/state.ts";
import { noElection } from "./election/state.ts";
import { withoutVoter } from "./election/evolve.ts";
import { incidentClosed, incidentOpened } from "./incidents/evolve.ts";
import { tenderOpened } from "./intake/evolve.ts";
import {
  callRecorded,
  invitationAnswered,
  invitedMemberLeft,
  memberInvited,
} from "./invitation/evolve.ts";
import { namesShown } from "./names/evolve.ts";
import {
  changeMember,
  memberLeft,
  numbersDrawn,
  panelDrawn,
  substitutesDrawn,
} from "./panel/evolve.ts";
import { recusedFromBid } from "./recusal/evolve.ts";
import { recorded } from "./recording/evolve.ts";
import {
  reReviewOpened,
  rollbackRefused,
  rollbackRequested,
  stageRolledBack,
} from "./reopening/evolve.ts";
import { composeReport } from "./report/compose.ts";
import { noReview } from "./review/state.ts";
import { findingRecorded, withoutFindingsOf } from "./review/evolve.ts";
import { spoken, seatChanged, trackNoted } from "./room/evolve.ts";
import {
  markCorrected,
  sheetOpened,
  sheetResealed,
  sheetReturned,
  sheetSubmitted,
  warningExplained,
  withoutSheetOf,
} from "./scoring/evolve.ts";
import { noScoring } from "./scoring/state.ts";
import { scoringExtended, timeAskedFor } from "./scoring/time.ts";
import {
  sealingKeyDeclared,
  sealingKeyMade,
  sealingKeyRejected,
  shareLost,
  shareReleased,
  sharesForgotten,
} from "./sealing/evolve.ts";
import { sealingKeyOf } from "./sealing/state.ts";
import type { Evaluation } from "./state.ts";
import { noPanel } from "./panel/state.ts";
import { supervised } from "./supervision/evolve.ts";
import { witnessed } from "./witnessing/evolve.ts";

/** The next state. Throws when the stream cannot be one: an event before the first, or a first that comes twice. */
export function evolve(state: Evaluation | undefined, record: EventRecord): Evaluation {
  const { event, at } = record;
  if (event.type === "TenderOpened") {
    if (state !== undefined) throw new Error("the stream begins twice");
    return { ...tenderOpened(event, at), size: 1 };
  }
  if (state === undefined) throw new Error("the stream does not begin with TenderOpened");
  const next = withoutLapsed(state, apply(state, event, record));
  const witnessing = witnessed(state, next, record);
  return { ...next, witnessing, size: state.size + 1, lastAt: at };
}

/** A request for a rollback was about the stage in which it was made: it lapses with it. */
function withoutLapsed(before: Evaluation, next: Evaluation): Evaluation {
  return before.stage === next.stage || next.reopening.pending === undefined
    ? next
    : { ...next, reopening: { ...next.reopening, pending: undefined } };
}

type LaterEvent = Exclude<EvaluationEvent, { type: "TenderOpened" }>;

function apply(state: Evaluation, event: LaterEvent, record: EventRecord): Evaluation {
  const { at } = record;
  const { panel, invitations, election, review, scoring, sealing, report, room, supervision } =
    state;
  switch (event.type) {
    case "DrawSealed": {
      const { command } = record.cause;
      const { pool: given, exclusions } = command?.type === "sealDraw" ? command : noPanel;
      const pool = poolFor(panel, given);
      const ceremony = drawSealed(panel.ceremony, event);
      return { ...state, panel: { ...panel, pool, exclusions, ceremony } };
    }
    case "KeyDeclared":
      return { ...state, panel: { ...panel, ceremony: keyDeclared(panel.ceremony, event) } };
    case "DrawCommitted": {
      const ceremony = drawCommitted(panel.ceremony, event, state.size + 1);
      return { ...state, panel: { ...panel, ceremony } };
    }
    case "DrawCosigned":
      return { ...state, panel: { ...panel, ceremony: drawCosigned(panel.ceremony, event) } };
    case "DrawRevealed":
      return { ...state, panel: { ...panel, ceremony: drawRevealed(panel.ceremony, event) } };
    case "DrawVoided": {
      const ceremony = drawVoided(panel.ceremony, event, panel.pool);
      return { ...state, panel: { ...panel, ceremony } };
    }
    case "NumbersDrawn":
      return { ...state, panel: numbersDrawn(panel, event) };
    case "PanelDrawn":
      return { ...state, panel: panelDrawn(panel, event) };
    case "SeatVacated":
      return vacated(state, event, at);
    case "PanelDissolved":
      return dissolved(state, event, record);
    case "SubstitutesDrawn":
      return { ...state, panel: substitutesDrawn(panel, event) };
    case "MemberInvited":
      return { ...state, invitations: memberInvited(invitations, event, at) };
    case "CallRecorded":
      return { ...state, invitations: callRecorded(invitations, event, at) };
    case "InvitationAccepted":
    case "InvitationDeclined":
    case "InvitationLapsed":
      return { ...state, invitations: invitationAnswered(invitations, event, at) };
    case "NamesShown":
      return { ...state, names: namesShown(state.names, event) };
    case "RedrawLimitPassed":
      // How many there were is read off the call-up record; the event tells whoever watches.
      return state;
    case "CheckInOpened":
      return { ...state, stage: "check-in" };
    case "MemberCheckedIn":
      return {
        ...state,
        panel: changeMember(panel, event.member, (member) => ({ ...member, status: "checked-in" })),
      };
    case "RecordingConsented":
      return {
        ...state,
        panel: changeMember(panel, event.member, (member) => ({ ...member, consent: event.text })),
      };
    case "PhotoKept":
      return { ...state, panel: changeMember(panel, event.member, withPhoto(event)) };
    case "NoCameraDeclared":
      return { ...state, panel: changeMember(panel, event.member, withoutCamera(event)) };
    case "RecusalDeclared": {
      const { occasion, recusal } = event;
      return {
        ...state,
        panel: changeMember(panel, event.member, (member) => ({
          ...member,
          recusals: { ...member.recusals, [occasion]: recusal },
        })),
      };
    }
    case "RecusedFromBid":
      return recusedFromBid(state, event);
    case "MemberAdmitted":
      return {
        ...state,
        panel: changeMember(panel, event.member, ({ returned: _returned, ...member }) => ({
          ...member,
          status: "admitted",
        })),
      };
    case "MemberReturned":
      return {
        ...state,
        panel: changeMember(panel, event.member, (member) => ({
          ...member,
          status: "checked-in",
          returned: event.reason,
        })),
      };
    case "IncidentOpened":
      return { ...state, incidents: incidentOpened(state.incidents, event, at) };
    case "IncidentClosed":
      return { ...state, incidents: incidentClosed(state.incidents, event, at) };
    case "BiddersShown":
      return { ...state, stage: "unsealing", biddersShown: true };
    case "BidUnsealed":
      return { ...state, bids: [...state.bids, event.content] };
    case "PagesRead":
      return { ...state, pagesRead: pagesRead(state.pagesRead, event) };
    case "DocumentOpened":
      return { ...state, documents: documentOpened(state.documents, event) };
    case "BidsUnsealed": {
      const isAwaited = undrawnCoefficients(state).length > 0;
      const ceremony = bidsOpened(panel.ceremony, isAwaited, at);
      return { ...state, stage: "lead-election", panel: { ...panel, ceremony } };
    }
    case "BallotCast": {
      const ballots = { ...election.ballots, [event.member]: event.candidate };
      return { ...state, election: { ...election, ballots } };
    }
    case "BallotTied":
      return { ...state, election: { ...election, round: event.round + 1, ballots: {} } };
    case "LeadElected":
      return { ...state, election: { ...election, lead: event.lead, votes: event.votes } };
    case "ReviewOpened":
      return { ...state, stage: "preliminary-review" };
    case "FindingRecorded":
      return { ...state, review: findingRecorded(review, event) };
    case "ReviewClosed": {
      const { valid, rejected } = event;
      return { ...state, review: { ...review, closed: { valid, rejected } } };
    }
    case "ScoringOpened":
      return {
        ...state,
        stage: "scoring",
        scoring: {
          ...scoring,
          time: { ...scoring.time, asked: [], deadline: event.deadline },
        },
      };
    case "TimeAskedFor":
      return { ...state, scoring: { ...scoring, time: timeAskedFor(scoring.time, event) } };
    case "ScoringExtended":
      return { ...state, scoring: { ...scoring, time: scoringExtended(scoring.time, event, at) } };
    case "SheetSubmitted":
      return { ...state, scoring: sheetSubmitted(scoring, event, at, sealingKeyOf(state)) };
    case "SheetResealed":
      return { ...state, scoring: sheetResealed(scoring, event, sealingKeyOf(state)) };
    case "SheetsFrozen":
      return { ...state, scoring: { ...scoring, isFrozen: true } };
    case "SheetReturned":
      return { ...state, scoring: sheetReturned(scoring, event) };
    case "SealingKeyDeclared":
      return { ...state, sealing: sealingKeyDeclared(sealing, event) };
    case "SealingKeyMade":
      return { ...state, sealing: sealingKeyMade(sealing, event, at) };
    case "ShareReleased":
      return { ...state, sealing: shareReleased(sealing, event, at) };
    case "ShareLost":
      return { ...state, sealing: shareLost(sealing, event) };
    case "SharesForgotten":
      return { ...state, sealing: sharesForgotten(sealing) };
    case "SealingKeyRejected":
      return { ...state, sealing: sealingKeyRejected(sealing) };
    case "SheetOpened":
      return { ...state, scoring: sheetOpened(scoring, event) };
    case "ResultComputed": {
      const { version, outcome } = event;
      return {
        ...state,
        stage: "re-check",
        scoring: { ...scoring, isFrozen: false, versions: version, result: { version, outcome } },
      };
    }
    case "WarningExplained":
      return { ...state, scoring: warningExplained(scoring, event, at) };
    case "MarkCorrected":
      return { ...state, scoring: markCorrected(scoring, event, at) };
    case "ReportIssued": {
      const { json, html } = event;
      const issued = { json, html, at, report: composeReport(state) };
      return { ...state, stage: "signing", report: { ...report, issued } };
    }
    case "ReportSigned":
      return standing(state, event.member, { kind: "signed", at });
    case "DissentRecorded":
      return standing(state, event.member, { kind: "dissent", reason: event.reason, at });
    case "DeemedAgreed":
      return standing(state, event.member, { kind: "deemed", at });
    case "SigningClosed":
      return {
        ...state,
        stage: "signed",
        reopening: { ...state.reopening, reReview: undefined },
      };
    case "RollbackRequested":
      return { ...state, reopening: rollbackRequested(state.reopening, event, at) };
    case "RollbackRefused":
      return { ...state, reopening: rollbackRefused(state.reopening, event, at) };
    case "StageRolledBack":
      return stageRolledBack(state, event, at);
    case "ReReviewOpened":
      return reReviewOpened(state, event, at);
    case "Archived":
      return { ...state, stage: "archived" };
    case "SeatOccupied":
    case "SeatLost":
      return { ...state, room: seatChanged(room, event, at) };
    case "SeatReleased": {
      // Who has left speaks to nobody.
      const silenced = event.person === state.tender.offices.supervisor;
      return {
        ...state,
        room: seatChanged(room, event, at),
        supervision: silenced ? { ...supervision, speakIn: undefined } : supervision,
      };
    }
    case "TrackNoted":
      return { ...state, room: trackNoted(room, event, at) };
    case "Said":
      return { ...state, room: spoken(room, event, at) };
    case "Terminated":
      return {
        ...state,
        stage: "terminated",
        supervision: supervised(supervision, event, at, record.actor.person),
      };
    case "HeadCosigned":
    case "GatePassed":
    case "KeyRenewed":
    case "ForkReported":
      return state;
    case "Paused":
    case "Resumed":
    case "Noted":
    case "Warned":
    case "AttemptRefused":
    case "ConductNoted":
    case "MisuseNoted":
    case "AlarmSettled":
    case "ApprovalAsked":
    case "ApprovalAnswered":
    case "SpeakInBegun":
    case "SpeakInEnded":
      return { ...state, supervision: supervised(supervision, event, at, record.actor.person) };
    case "SegmentsKept":
    case "RecordingGap":
    case "RecordingChanged":
      return { ...state, recording: recorded(state.recording, event) };
  }
}

/**
 * A member who leaves: ballot, findings and sheet are void. What the panel had closed with them is open again: the
 * substitute takes part in it, so an evaluation that was being scored returns to the preliminary review.
 */
function vacated(state: Evaluation, event: EventOf<"SeatVacated">, at: number): Evaluation {
  const { review, scoring } = state;
  return {
    ...state,
    stage: state.stage === "scoring" ? "preliminary-review" : state.stage,
    panel: memberLeft(state.panel, event, at),
    invitations: invitedMemberLeft(state.invitations, event, at),
    election: withoutVoter(state.election, event.member),
    review: { ...withoutFindingsOf(review, event.member), closed: undefined },
    scoring: withoutSheetOf(scoring, event.member),
  };
}

/** The panel is no more: the member is out, and where the law says so, what everybody else did is void with it. */
function dissolved(
  state: Evaluation,
  event: EventOf<"PanelDissolved">,
  { at, actor }: EventRecord,
): Evaluation {
  const { member, voids, article } = event;
  const { panel, review, scoring, supervision } = state;
  const out = changeMember(panel, member, (found) => ({ ...found, status: "out" }));
  const reason = `评标委员会无法补足(${article})`;
  const end = { type: "Terminated", code: "206", reason } as const;
  const ended = supervised(supervision, end, at, actor.person);
  const common = { ...state, stage: "terminated", panel: out, supervision: ended } as const;
  if (voids === "all") {
    return { ...common, election: noElection, review: noReview, scoring: noScoring };
  }
  return {
    ...common,
    election: withoutVoter(state.election, member),
    review: withoutFindingsOf(review, member),
    scoring: withoutSheetOf(scoring, member),
  };
}

function standing(
  state: Evaluation,
  member: string,
  stand: Evaluation["report"]["standings"][string],
): Evaluation {
  const standings = { ...state.report.standings, [member]: stand };
  return { ...state, report: { ...state.report, standings } };
}
