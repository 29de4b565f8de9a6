import type { EventOf } from "@yuanping/shared/contracts/events/index.ts";
import type { EventRecord } from "@yuanping/shared/contracts/record.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import type { TFunction } from "i18next";
import { grouped } from "../../i18n/digits.ts";
import { codesIn, officesIn } from "./trail-record.ts";

export type TrailLine = Readonly<{ record: EventRecord; who: string; sentence: string }>;

/** Every entry as a sentence; nobody is named, members go by their code. */
export function linesOf(
  records: readonly EventRecord[],
  t: TFunction,
  spoken: (texts: Readonly<{ zh: string; en: string }>) => string,
): readonly TrailLine[] {
  const codes = codesIn(records);
  const offices = officesIn(records);

  const personOf = (person: string): string => {
    const code = codes.get(person);
    if (code !== undefined) return t("member.coded", { code });
    const office = offices.get(person);
    return office === undefined ? t("role.expert") : t(`role.${office}`);
  };

  return records.map((record) => {
    const { actor, event } = record;
    const who = actor.role === "expert" ? personOf(actor.person) : t(`role.${actor.role}`);
    const values = { who, code: subjectOf(event) ?? who, ...valuesOf(event) };
    return { record, who, sentence: t(`event.${event.type}`, values) };
  });

  function subjectOf(event: EventRecord["event"]): string | undefined {
    if ("member" in event) return personOf(event.member);
    return "person" in event ? personOf(event.person) : undefined;
  }

  /** What the host compared, where the tender asks for a photograph. */
  function admittedBy({ photo, withoutPhoto }: EventOf<"MemberAdmitted">): string {
    if (photo !== undefined) return t("eventWord.with-photo", { hash: photo.slice(0, 12) });
    return withoutPhoto === undefined ? "" : t("eventWord.without-photo", { reason: withoutPhoto });
  }

  function valuesOf(event: EventRecord["event"]): Readonly<Record<string, string | number>> {
    switch (event.type) {
      case "TenderOpened":
        return { bids: event.bids.length };
      case "PanelDrawn":
        return { N: grouped(event.N), U: grouped(event.U) };
      case "KeyDeclared":
      case "DrawCommitted":
      case "DrawCosigned":
        return { party: t(`role.${event.party}`) };
      case "SealingKeyDeclared":
      case "ShareLost":
      case "ShareReleased":
        return { party: t(`role.${event.holder}`) };
      case "HeadCosigned":
        return {
          party: t(`role.${event.party}`),
          seat: t(`eventWord.seat-${event.seat}`),
          size: event.size,
        };
      case "KeyRenewed":
        return { party: t(`role.${event.party}`) };
      case "ForkReported":
        return {
          party: event.party === "outside" ? (event.body ?? "") : t(`role.${event.party}`),
        };
      case "GatePassed":
        return { gate: t(`eventWord.gate-${event.gate}`) };
      case "DrawRevealed":
        return { party: t(`role.${event.party}`), round: event.round };
      case "DrawSealed":
        return { N: grouped(event.chances.panels), poolSize: event.spec.poolSize };
      case "DrawVoided":
        return {
          drawNo: event.drawNo,
          missing: event.missing.map((party) => t(`role.${party}`)).join(", "),
          reason: event.reason,
        };
      case "SeatVacated":
        return { reason: t(`eventWord.replaced-${event.reason}`) };
      case "MemberInvited":
        return { until: minuteOf(event.until) };
      case "CallRecorded":
        return {
          channel: t(`eventWord.channel-${event.channel}`),
          outcome: t(`eventWord.call-${event.outcome}`),
        };
      case "InvitationDeclined":
        return { reason: t(`eventWord.declined-${event.code}`) };
      case "RedrawLimitPassed":
        return { count: event.count, limit: event.limit };
      case "NamesShown":
        return { viewer: t(`role.${event.role}`), members: event.members.map(personOf).join(", ") };
      case "NumbersDrawn":
        return {
          N: grouped(event.N),
          U: grouped(event.U),
          numbers: event.drawn
            .map(({ name, values }) => {
              const set = t(`eventWord.set-${name}`, { defaultValue: name });
              return `${set} = ${values.join(", ")}`;
            })
            .join("; "),
        };
      case "SubstitutesDrawn":
        return {
          N: grouped(event.N),
          U: grouped(event.U),
          out: event.substitutes.map(({ out }) => personOf(out)).join(", "),
          substitute: event.substitutes.map(({ code }) => t("member.coded", { code })).join(", "),
        };
      case "RecusalDeclared":
        return { conflict: t(event.recusal.conflict ? "eventWord.conflict" : "eventWord.free") };
      case "RecusedFromBid":
      case "DocumentOpened":
        return { bid: event.bid };
      case "PagesRead":
        return { bid: event.bid, pages: event.pages.join(", ") };
      case "BidUnsealed":
        return { bid: event.content.id };
      case "BallotCast":
      case "BallotTied":
        return { round: event.round };
      case "LeadElected":
        return { lead: personOf(event.lead), votes: event.votes };
      case "FindingRecorded":
        return { bid: event.bid, item: event.item, verdict: t(`eventWord.${event.verdict}`) };
      case "ReviewClosed":
        return { valid: event.valid.length, rejected: event.rejected.length };
      case "SheetReturned":
        return {
          problem: spoken(
            speak({ category: "invalid", code: event.problem, details: { path: event.path } }),
          ),
        };
      case "TimeAskedFor":
      case "ScoringExtended":
        return { votes: event.votes, of: event.of };
      case "ResultComputed":
        return { version: event.version };
      case "MarkCorrected":
        return {
          bid: event.bid,
          item: event.item,
          before: event.before ?? t("eventWord.blank"),
          after: event.after,
        };
      case "RollbackRequested":
        return { from: t(`stage.${event.from}`), to: t(`stage.${event.to}`), reason: event.reason };
      case "RollbackRefused":
        return { request: event.request, reason: event.reason };
      case "StageRolledBack":
        return {
          from: t(`stage.${event.from}`),
          to: t(`stage.${event.to}`),
          sheets: event.sheets.length,
        };
      case "ReReviewOpened":
        return { code: event.code, reason: event.reason };
      case "PanelDissolved":
        return { article: event.article };
      case "Paused":
      case "Resumed":
      case "Terminated":
        return { reason: event.reason };
      case "ConductNoted":
        return {
          acts: event.acts
            .map(({ kind, times }) => `${t(`eventWord.${kind}`)} × ${times}`)
            .join(", "),
        };
      case "TrackNoted":
        return {
          source: t(`eventWord.${event.source}`),
          state: t(`eventWord.track-${event.state}`),
        };
      case "IncidentOpened":
        return { fault: t(`eventWord.fault-${event.fault}`), reason: event.reason };
      case "MemberReturned":
      case "NoCameraDeclared":
      case "IncidentClosed":
      case "SpeakInBegun":
        return { reason: event.reason };
      case "AlarmSettled":
        return { alarm: t(`eventWord.${event.kind}`) };
      case "ApprovalAsked":
        return { subject: t(`eventWord.${event.subject}`), reason: event.reason };
      case "ApprovalAnswered":
        return {
          granted: t(event.granted ? "eventWord.granted" : "eventWord.not-granted"),
          reason: event.reason,
        };
      case "Said":
      case "Noted":
      case "Warned":
        return { text: event.text };
      case "MisuseNoted":
        return { misuse: t(`eventWord.misuse-${event.misuse}`), times: event.times };
      case "AttemptRefused":
        return { refusal: spoken(speak({ category: "forbidden", code: event.code })) };
      case "SegmentsKept":
        return { count: event.segments.length };
      case "RecordingGap":
        return {
          source: t(`eventWord.source-${event.source}`),
          cause: t(`eventWord.gap-${event.cause}`),
          seconds: Math.ceil((event.to - event.from) / 1000),
        };
      case "RecordingConsented":
        return { text: event.text };
      case "PhotoKept":
        return { hash: event.sha256.slice(0, 12) };
      case "MemberAdmitted":
        return { how: admittedBy(event) };
      case "RecordingChanged":
        return { condition: t(`eventWord.recording-${event.condition}`) };
      // Who and whom says it all.
      case "Archived":
      case "BiddersShown":
      case "BidsUnsealed":
      case "CheckInOpened":
      case "DeemedAgreed":
      case "DissentRecorded":
      case "InvitationAccepted":
      case "InvitationLapsed":
      case "MemberCheckedIn":
      case "ReportIssued":
      case "ReportSigned":
      case "ReviewOpened":
      case "ScoringOpened":
      case "SealingKeyMade":
      case "SealingKeyRejected":
      case "SeatLost":
      case "SeatOccupied":
      case "SeatReleased":
      case "SharesForgotten":
      case "SheetOpened":
      case "SheetsFrozen":
      case "SpeakInEnded":
      case "SheetResealed":
      case "SheetSubmitted":
      case "SigningClosed":
      case "WarningExplained":
        break;
    }
    return {};
  }
}

/** Month, day, hour and minute where the reader is. */
function minuteOf(instant: number): string {
  const format = { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" } as const;
  return new Date(instant).toLocaleString(undefined, format);
}
