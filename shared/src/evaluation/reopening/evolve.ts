import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant } from "../../contracts/ids.ts";
import { isEarlier } from "../../contracts/stages.ts";
import { noReport } from "../report/state.ts";
import { noScoring } from "../scoring/state.ts";
import { noSealing } from "../sealing/state.ts";
import type { Evaluation } from "../state.ts";
import type { Kept, ReopeningState } from "./state.ts";

export function rollbackRequested(
  reopening: ReopeningState,
  { request: number, from, to, reason }: EventOf<"RollbackRequested">,
  at: Instant,
): ReopeningState {
  return { ...reopening, requests: number, pending: { number, from, to, reason, at } };
}

export function rollbackRefused(
  reopening: ReopeningState,
  { reason }: EventOf<"RollbackRefused">,
  at: Instant,
): ReopeningState {
  const { pending, refused } = reopening;
  if (pending === undefined) return reopening;
  return {
    ...reopening,
    pending: undefined,
    refused: [...refused, { ...pending, answer: { reason, at } }],
  };
}

/** The state at the earlier stage. What was decided from there on is open again; findings stay and may be changed. */
export function stageRolledBack(
  state: Evaluation,
  { to, sheets, snapshot }: EventOf<"StageRolledBack">,
  at: Instant,
): Evaluation {
  const { pending } = state.reopening;
  if (pending === undefined) throw new Error("a stage is rolled back that nobody asked for");
  const cause = { kind: "rollback", request: pending, sheets, snapshot } as const;
  const { election, review } = state;
  return {
    ...state,
    stage: to,
    election: isEarlier("lead-election", to)
      ? election
      : { round: election.round + 1, ballots: {}, lead: undefined, votes: 0 },
    review: isEarlier("preliminary-review", to) ? review : { ...review, closed: undefined },
    ...(isEarlier("scoring", to) ? {} : scoredAnew(state)),
    report: noReport,
    reopening: { ...keeping(state, cause, at), pending: undefined },
  };
}

/** The signed result stays as it is until somebody corrects a mark; its report stands as an earlier one. */
export function reReviewOpened(
  state: Evaluation,
  { code, reason }: EventOf<"ReReviewOpened">,
  at: Instant,
): Evaluation {
  const kept = keeping(state, { kind: "re-review", code, reason }, at);
  return {
    ...state,
    stage: "re-check",
    report: noReport,
    reopening: { ...kept, reReview: { code, reason, at } },
  };
}

/**
 * New sheets are new versions: rounds and versions of the result count on. A common key that has opened sheets was in one
 * hand, so the new ones need another.
 */
function scoredAnew({ scoring, sealing }: Evaluation): Pick<Evaluation, "scoring" | "sealing"> {
  const { rounds, versions, time, opened } = scoring;
  const isKeySpent = Object.keys(opened).length > 0;
  return {
    scoring: { ...noScoring, rounds, versions, time: { ...time, asked: [] } },
    sealing: isKeySpent ? { ...noSealing, holders: sealing.holders } : { ...sealing, released: {} },
  };
}

function keeping(state: Evaluation, cause: Kept["cause"], at: Instant): ReopeningState {
  const { scoring, report, reopening } = state;
  const { result, corrections } = scoring;
  const entry: Kept = { cause, at, result, corrections, report: issuedOf(report) };
  return { ...reopening, kept: [...reopening.kept, entry] };
}

function issuedOf({ issued, standings }: Evaluation["report"]): Kept["report"] {
  if (issued === undefined) return undefined;
  const { json, html, at } = issued;
  return { json, html, at, standings };
}
