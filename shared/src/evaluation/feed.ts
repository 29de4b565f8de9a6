import type { EvaluationEvent } from "../contracts/events/index.ts";
import type { EventRecord } from "../contracts/record.ts";
import type { FeedLine } from "../contracts/socket.ts";
import { codesOf } from "./panel/state.ts";
import { officeSchema, type Role } from "../contracts/roles.ts";
import type { Evaluation } from "./state.ts";

/**
 * One line of the live feed for those who run or watch the room, or undefined for what nobody may follow live: who
 * submitted a sheet, and when. Lines carry codes, never names, and no mark or price.
 */
export function feedLine(state: Evaluation, record: EventRecord): FeedLine | undefined {
  const { event, actor, seq, at } = record;
  if (unfollowed.has(event.type)) return undefined;
  const subject = subjectOf(event) ?? actor.person;
  const code = uncoded.has(event.type) ? undefined : codesOf(state.panel).get(subject);
  return {
    seq,
    at,
    type: event.type,
    role: officeOf(state, subject) ?? actor.role,
    ...(code === undefined ? {} : { code }),
    details: detailsOf(event, state),
  };
}

/** What would tell, while it is still secret, who has done what. */
const unfollowed: ReadonlySet<EvaluationEvent["type"]> = new Set<EvaluationEvent["type"]>([
  "SheetSubmitted",
  "SheetResealed",
  "BallotCast",
  // Page by page it would drown what matters; the record has it.
  "PagesRead",
]);

/**
 * Lines without their member. Who says that time is short may not be done yet; and of what follows from the ballots or the
 * sheets of all, the code would tell who was the last to vote or to submit.
 */
const uncoded: ReadonlySet<EvaluationEvent["type"]> = new Set<EvaluationEvent["type"]>([
  "TimeAskedFor",
  "BallotTied",
  "LeadElected",
  "SheetsFrozen",
]);

/** The office of a person; what the server notes of an officer is theirs and not the server's. */
function officeOf({ tender }: Evaluation, person: string): Role | undefined {
  return officeSchema.options.find((office) => tender.offices[office] === person);
}

function subjectOf(event: EvaluationEvent): string | undefined {
  if ("member" in event) return event.member;
  if ("person" in event) return event.person;
  return undefined;
}

function detailsOf(event: EvaluationEvent, state: Evaluation): Record<string, string> {
  switch (event.type) {
    case "PanelDrawn":
      return { N: event.N, U: event.U };
    case "NumbersDrawn":
      return Object.fromEntries(
        event.drawn.map(({ name, values }) => [name, values.join(", ")] as const),
      );
    case "DrawSealed":
      return { N: event.chances.panels };
    case "DrawCommitted":
    case "DrawCosigned":
    case "KeyDeclared":
      return { party: event.party };
    case "SealingKeyDeclared":
    case "ShareReleased":
    case "ShareLost":
      return { party: event.holder };
    case "HeadCosigned":
      return { party: event.party, seat: event.seat };
    case "KeyRenewed":
      return { party: event.party };
    case "GatePassed":
      return { gate: event.gate };
    case "ForkReported":
      return { party: event.body ?? event.party, kind: event.kind };
    case "DrawRevealed":
      return { party: event.party, round: String(event.round) };
    case "DrawVoided":
      return { missing: event.missing.join(", "), reason: event.reason };
    case "SeatVacated":
      return { out: codesOf(state.panel).get(event.member) ?? "", reason: event.reason };
    case "MemberInvited":
      return { until: String(event.until) };
    case "CallRecorded":
      return { channel: event.channel, outcome: event.outcome };
    case "InvitationDeclined":
      return { code: event.code };
    case "RedrawLimitPassed":
      return { count: String(event.count), limit: String(event.limit) };
    case "NamesShown":
      return {
        viewer: event.role,
        members: event.members.map((member) => codesOf(state.panel).get(member) ?? "").join(", "),
      };
    case "SubstitutesDrawn":
      return {
        N: event.N,
        U: event.U,
        substitute: event.substitutes.map(({ code }) => code).join(", "),
      };
    case "LeadElected":
      return { lead: codesOf(state.panel).get(event.lead) ?? "", votes: String(event.votes) };
    case "ReviewClosed":
      return { valid: String(event.valid.length), rejected: String(event.rejected.length) };
    case "RecusedFromBid":
    case "DocumentOpened":
      return { bid: event.bid };
    case "TimeAskedFor":
    case "ScoringExtended":
      return { votes: String(event.votes), of: String(event.of) };
    case "ResultComputed":
      return { version: String(event.version) };
    case "MarkCorrected":
      return { bid: event.bid, item: event.item, code: event.code };
    case "RollbackRequested":
      return { from: event.from, to: event.to, reason: event.reason };
    case "StageRolledBack":
      return { from: event.from, to: event.to };
    case "ReReviewOpened":
      return { code: event.code, reason: event.reason };
    case "PanelDissolved":
      return { reason: event.reason, article: event.article };
    case "RollbackRefused":
    case "Paused":
    case "Resumed":
    case "Terminated":
      return { reason: event.reason };
    case "SegmentsKept":
      return { count: String(event.segments.length) };
    case "RecordingGap": {
      const { source, cause, from, to } = event;
      return { source, cause, seconds: String(Math.ceil((to - from) / 1000)) };
    }
    case "RecordingChanged":
      return { condition: event.condition };
    case "Noted":
    case "Warned":
    case "Said":
      return { text: event.text };
    case "IncidentOpened":
      return { fault: event.fault, reason: event.reason };
    case "MemberAdmitted":
      return event.withoutPhoto === undefined ? {} : { reason: event.withoutPhoto };
    case "NoCameraDeclared":
    case "MemberReturned":
    case "IncidentClosed":
    case "SpeakInBegun":
    case "ApprovalAsked":
      return { reason: event.reason };
    case "ApprovalAnswered":
      return { granted: String(event.granted), reason: event.reason };
    case "AlarmSettled":
      return { kind: event.kind };
    case "TrackNoted":
      return { source: event.source, state: event.state };
    case "ConductNoted":
      return Object.fromEntries(event.acts.map(({ kind, times }) => [kind, String(times)]));
    case "MisuseNoted":
      return { misuse: event.misuse, times: String(event.times) };
    case "AttemptRefused":
      return { command: event.command, code: event.code };
    default:
      return {};
  }
}
