import type { OutcomeRecord } from "../../contracts/outcome.ts";
import type { ReplacementReason } from "../../contracts/commands/panel.ts";
import type { MarkTable } from "../../contracts/sheet.ts";
import { callUpRules } from "../../law/call-up.ts";
import type { Kept } from "../reopening/state.ts";
import { numberSetsOf } from "../ceremony/numbers.ts";
import { codesOf, drawnOf, sitting } from "../panel/state.ts";
import { warningKey } from "../scoring/warnings.ts";
import type { Evaluation } from "../state.ts";
import { noticesOf } from "../supervision/state.ts";

/**
 * The evaluation report (评标报告) as data: basic facts, members, opening record, rejections with reasons, criteria,
 * comparison, ranking, candidates, corrections, warnings with their answers, interventions. Members stand under their
 * codes; who they are is in the centre's tables.
 */
export type Report = ReturnType<typeof composeReport>;

/** The report of a state whose result is computed; the same state gives the same report, byte for byte. */
export function composeReport(state: Evaluation) {
  const { tender, profile, panel, scoring } = state;
  const codes = codesOf(panel);
  const drawn = drawnOf(panel);
  const code = (person: string): string => codes.get(person) ?? person;
  return {
    format:
      tender.reportForm === 2 ? ("evaluation-report/2" as const) : ("evaluation-report/1" as const),
    evaluation: state.id,
    tender: {
      number: tender.number,
      title: tender.title,
      lot: tender.lot,
      owner: tender.owner,
      agency: tender.agencyName,
      subject: tender.subject,
      profile: { id: profile.id, version: profile.version, name: profile.name },
    },
    openedAt: state.openedAt,
    panel: panel.members.map(({ code, seat, status, consent }) => ({
      code,
      seat,
      status,
      lead: codes.get(state.election.lead ?? "") === code,
      /** The version of the text in which the member agreed to be recorded. */
      consent: consent ?? null,
    })),
    draw:
      drawn === undefined
        ? null
        : { panels: drawn.panels, N: drawn.N, U: drawn.U, pool: drawn.poolRoot },
    ...numbersOf(state),
    callUp: callUpOf(state),
    bidders: tender.bidders.map(({ id, name }) => ({ id, name })),
    bids: state.bids.map(({ documents: _documents, ...bid }) => bid),
    rejected: state.review.closed?.rejected ?? [],
    method: tender.method,
    marks: marksByCode(state, scoring.marks),
    outcome: scoring.result?.outcome ?? null,
    ranking: rankingOf(state),
    candidates: candidatesOf(state),
    warnings: (scoring.result?.outcome.warnings ?? []).map((warning) => {
      const answer = scoring.explanations[warningKey(warning)];
      return {
        ...warning,
        answer: answer === undefined ? null : { member: code(answer.member), text: answer.text },
      };
    }),
    corrections: scoring.corrections.map((correction) => ({
      ...correction,
      member: code(correction.member),
    })),
    supervision: noticesOf(state.supervision),
    ...extensionsOf(state),
    ...recusalsOf(state),
    ...reopeningsOf(state),
  };
}

/** What was drawn beside members, each with the set it came from; absent where nothing was. */
function numbersOf({ tender, panel }: Evaluation) {
  const { drawn } = panel.ceremony;
  if (drawn.length === 0) return {};
  const sets = numberSetsOf(tender);
  return {
    numbers: drawn.map(({ name, values }) => ({
      name,
      from: sets.find((set) => set.name === name)?.from ?? [],
      values,
    })),
  };
}

/** 通知与补抽: the call-up record under codes, and how often seats fell vacant, by reason; null where nobody was called up. */
function callUpOf({ tender, profile, panel, invitations }: Evaluation) {
  if (tender.invitations === undefined) return null;
  const { past, sealed } = panel.ceremony;
  const draws = [...past.map((draw) => draw.sealed), ...(sealed === undefined ? [] : [sealed])];
  const left = Object.values(invitations).flatMap((invitation) => invitation.left ?? []);
  const count = (reason: ReplacementReason): number =>
    left.filter((one) => one.reason === reason).length;
  return {
    lines: panel.members.flatMap(({ person, code }) => {
      const invitation = invitations[person];
      if (invitation === undefined) return [];
      const { round, at, until, calls, answer, left: gone } = invitation;
      return [
        {
          code,
          round,
          at,
          until,
          calls: calls.map(({ call: _call, ...call }) => call),
          answer: answer === undefined ? null : { kind: answer.kind, at: answer.at },
          declined: answer?.kind === "declined" ? { code: answer.code, text: answer.text } : null,
          left: gone ?? null,
        },
      ];
    }),
    declined: count("declined"),
    silent: count("no-answer"),
    absent: count("absence"),
    // A round that drew numbers alone seated nobody.
    redraws:
      draws.flatMap(({ rounds }) => rounds).filter((round) => round.panel.length > 0).length - 1,
    limit: callUpRules(profile).redrawLimit.value,
  };
}

/** How the deadline moved. Absent where it did not, as in reports that were made before there was a deadline. */
function extensionsOf({ scoring }: Evaluation) {
  const { extensions } = scoring.time;
  return extensions.length === 0 ? {} : { extensions };
}

/** 对个别投标的回避: who did not judge which bid. Absent where everybody judged all. */
function recusalsOf({ panel }: Evaluation) {
  const recusals = sitting(panel).flatMap(({ code, recusedFrom = [] }) =>
    recusedFrom.map((bid) => ({ member: code, bid })),
  );
  return recusals.length === 0 ? {} : { recusals };
}

/** What stood before the panel's work was opened again, and what the supervisor refused; absent where nothing was. */
function reopeningsOf(state: Evaluation) {
  const { kept, refused } = state.reopening;
  if (kept.length === 0 && refused.length === 0) return {};
  const codes = codesOf(state.panel);
  const code = (person: string): string => codes.get(person) ?? person;
  const entries = kept.map(({ cause, at, result, corrections, report }) => ({
    at,
    cause: causeOf(cause, code),
    result: result ?? null,
    corrections: corrections.map((correction) => ({
      ...correction,
      member: code(correction.member),
    })),
    report: report?.json ?? null,
  }));
  return { reopenings: { kept: entries, refused } };
}

function causeOf(cause: Kept["cause"], code: (person: string) => string) {
  if (cause.kind === "re-review") return cause;
  const { kind, request, snapshot } = cause;
  const sheets = cause.sheets.map((sheet) => ({
    member: code(sheet.member),
    round: sheet.round,
    commitment: sheet.commitment,
    marks: sheet.kind === "opened" ? sheet.marks : null,
  }));
  return { kind, request, snapshot, sheets } as const;
}

function marksByCode(
  state: Evaluation,
  marks: Readonly<Record<string, MarkTable>>,
): Readonly<Record<string, MarkTable>> {
  return Object.fromEntries(
    sitting(state.panel).map(({ person, code }) => [code, marks[person] ?? {}]),
  );
}

/** Ranked bids, best first; equal ranks in the order of the bidder list. */
export function rankingOf(
  state: Evaluation,
): readonly Readonly<{ bid: string; rank: number; total: string }>[] {
  const bids: OutcomeRecord["bids"] = state.scoring.result?.outcome.bids ?? {};
  return state.tender.bidders
    .flatMap(({ id }) => {
      const outcome = bids[id];
      return outcome?.status === "ranked"
        ? [{ bid: id, rank: outcome.rank, total: outcome.total }]
        : [];
    })
    .toSorted((a, b) => a.rank - b.rank);
}

/** The recommended candidates (中标候选人): the best ranked, as many as the profile allows. */
export function candidatesOf(state: Evaluation): readonly string[] {
  const most = state.profile.candidates.value;
  return rankingOf(state)
    .filter(({ rank }) => rank <= most)
    .map(({ bid }) => bid);
}
