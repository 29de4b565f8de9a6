import type { CommandOf } from "../../contracts/commands/index.ts";
import type { ApprovalSubject } from "../../contracts/commands/supervision.ts";
import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant } from "../../contracts/ids.ts";
import { accept, deny, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";

/** What the host asked the supervisor to agree to, with the answer once there is one. */
export type Approval = Readonly<{
  request: number;
  subject: ApprovalSubject;
  reason: string;
  at: Instant;
  answer?: Readonly<{ granted: boolean; reason: string; at: Instant }>;
}>;

/** The newest requests; older ones are in the stream. */
const approvalsKept = 50;

/** One request on a subject at a time, and only on what waits for it. */
export function askApproval(
  state: Evaluation,
  { subject, reason }: CommandOf<"askApproval">,
): Decision {
  if (!needsApproval(state, subject)) return deny("conflict", "supervision.no-approval-needed");
  const waits = state.supervision.approvals.some(
    (approval) => approval.answer === undefined && approval.subject === subject,
  );
  if (waits || isApproved(state, subject)) return deny("conflict", "supervision.asked-already");
  const request = (state.supervision.approvals.at(-1)?.request ?? 0) + 1;
  return accept({ type: "ApprovalAsked", request, subject, reason });
}

export function answerApproval(
  { supervision }: Evaluation,
  { request, granted, reason }: CommandOf<"answerApproval">,
): Decision {
  const asked = supervision.approvals.find((approval) => approval.request === request);
  if (asked === undefined) return deny("invalid", "supervision.no-request");
  return asked.answer === undefined
    ? accept({ type: "ApprovalAnswered", request, granted, reason })
    : deny("conflict", "supervision.answered-already");
}

/** A room that the supervisor has locked opens by two: the host asks, the supervisor agrees. */
export function needsApproval({ supervision }: Evaluation, subject: ApprovalSubject): boolean {
  return subject === "resume" && supervision.paused?.by === "supervisor";
}

/** Whether the supervisor has agreed; an agreement counts for the pause that it was given in, and for no other. */
export function isApproved({ supervision }: Evaluation, subject: ApprovalSubject): boolean {
  const from = supervision.paused?.at;
  if (from === undefined) return false;
  return supervision.approvals.some(
    ({ subject: asked, at, answer }) => asked === subject && at >= from && answer?.granted === true,
  );
}

export function approvalAsked(
  approvals: readonly Approval[],
  { request, subject, reason }: EventOf<"ApprovalAsked">,
  at: Instant,
): readonly Approval[] {
  return [...approvals, { request, subject, reason, at }].slice(-approvalsKept);
}

export function approvalAnswered(
  approvals: readonly Approval[],
  { request, granted, reason }: EventOf<"ApprovalAnswered">,
  at: Instant,
): readonly Approval[] {
  return approvals.map((approval) =>
    approval.request === request ? { ...approval, answer: { granted, reason, at } } : approval,
  );
}
