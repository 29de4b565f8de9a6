import type { CommandOf } from "../../contracts/commands/index.ts";
import type { KeptSheet } from "../../contracts/events/reopening.ts";
import { isEarlier } from "../../contracts/stages.ts";
import { refuse, type Refusal } from "../../contracts/refusal.ts";
import { hashOf } from "../../seal/commitment.ts";
import { accept, deny, reject, type Decision } from "../decision.ts";
import { sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import type { RollbackRequest } from "./state.ts";

/** The host, who opens the stages, asks to go back to an earlier one. One request waits at a time. */
export function requestRollback(
  state: Evaluation,
  { to, reason }: CommandOf<"requestRollback">,
): Decision {
  const { pending, requests, reReview } = state.reopening;
  const { stage: from } = state;
  if (pending !== undefined) return deny("conflict", "reopening.request-waits");
  if (!isEarlier(to, from)) {
    return deny("invalid", "reopening.not-earlier", { stage: from });
  }
  if (reReview !== undefined && to !== "re-check")
    return deny("conflict", "reopening.in-re-review");
  return accept({ type: "RollbackRequested", request: requests + 1, from, to, reason });
}

/** The supervisor's leave takes effect at once: what stood is kept, and the stage is the earlier one. */
export function approveRollback(
  state: Evaluation,
  { request }: CommandOf<"approveRollback">,
): Decision {
  const pending = awaited(state, request);
  if ("category" in pending) return reject(pending);
  const sheets = sheetsOf(state);
  const { number, from, to } = pending;
  const snapshot = hashOf(sheets);
  return accept({ type: "StageRolledBack", request: number, from, to, sheets, snapshot });
}

export function refuseRollback(
  state: Evaluation,
  { request, reason }: CommandOf<"refuseRollback">,
): Decision {
  const pending = awaited(state, request);
  return "category" in pending
    ? reject(pending)
    : accept({ type: "RollbackRefused", request: pending.number, reason });
}

/** The request with this number, while it waits: so that an answer is never given to another one than was read. */
function awaited(state: Evaluation, request: number): RollbackRequest | Refusal {
  const { pending } = state.reopening;
  return pending === undefined || pending.number !== request
    ? refuse("conflict", "reopening.no-such-request")
    : pending;
}

/** Every sheet that is in, in the order of the members' codes. */
function sheetsOf({ panel, scoring }: Evaluation): KeptSheet[] {
  return sitting(panel).flatMap(({ person: member }): readonly KeptSheet[] => {
    const submission = scoring.submitted[member];
    if (submission === undefined) return [];
    const { round, commitment, sealed } = submission;
    const opened = scoring.opened[member];
    const marks = scoring.marks[member];
    return opened === undefined || marks === undefined
      ? [{ kind: "sealed", member, round, commitment, sealed }]
      : [{ kind: "opened", member, round, commitment, opened, marks }];
  });
}

/** 复议: after the signing a result changes only here, for a reason that the profile's law names (87号令 64). */
export function openReReview(
  state: Evaluation,
  { code, reason }: CommandOf<"openReReview">,
): Decision {
  const lawful = state.profile.reReview;
  const { result } = state.scoring;
  const { issued } = state.report;
  if (lawful === undefined || !lawful.value.includes(code)) {
    return deny("invalid", "reopening.reason-not-lawful", { article: lawful?.article ?? "" });
  }
  if (result === undefined || issued === undefined) return deny("conflict", "reopening.no-result");
  const { version } = result;
  return accept({ type: "ReReviewOpened", code, reason, version, report: issued.json });
}
