import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { CommandOf } from "../../contracts/commands/index.ts";
import { hashOf } from "../../seal/commitment.ts";
import { hex, sha256, utf8 } from "../../tlog/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { findSitting, sitting } from "../panel/state.ts";
import { openWarnings } from "../scoring/warnings.ts";
import { isLead, type Evaluation } from "../state.ts";
import { composeReport } from "./compose.ts";
import { renderReport } from "./render.ts";

/** The lead adopts the report, once every warning has been answered. */
export function issueReport(state: Evaluation, { actor }: Context): Decision {
  if (!isLead(state, actor.person)) return deny("forbidden", "election.not-the-lead");
  const unanswered = openWarnings(state).length;
  if (unanswered > 0) return deny("conflict", "report.warnings-open", { count: unanswered });
  const report = composeReport(state);
  return accept({
    type: "ReportIssued",
    json: hashOf(report),
    html: hex(sha256(utf8(renderReport(report)))),
  });
}

export function signReport(
  state: Evaluation,
  { report }: CommandOf<"signReport">,
  { actor }: Context,
): Decision {
  const refusal = cannotStand(state, report, actor);
  if (refusal !== undefined) return refusal;
  return accept(
    { type: "ReportSigned", member: actor.person, report },
    ...whenAllStand(state, actor),
  );
}

export function dissent(
  state: Evaluation,
  { report, reason }: CommandOf<"dissent">,
  { actor }: Context,
): Decision {
  const refusal = cannotStand(state, report, actor);
  if (refusal !== undefined) return refusal;
  return accept(
    { type: "DissentRecorded", member: actor.person, report, reason },
    ...whenAllStand(state, actor),
  );
}

/** Whoever neither signed nor dissented is deemed to agree (实施条例 53), and the record says so. */
export function closeSigning(state: Evaluation): Decision {
  const silent = sitting(state.panel)
    .filter(({ person }) => state.report.standings[person] === undefined)
    .map(({ person }): EvaluationEvent => ({ type: "DeemedAgreed", member: person }));
  return accept(...silent, { type: "SigningClosed" });
}

function cannotStand(
  state: Evaluation,
  report: string,
  actor: Context["actor"],
): Decision | undefined {
  if (findSitting(state.panel, actor.person) === undefined) {
    return deny("forbidden", "room.not-yours");
  }
  if (actor.proof === undefined) return deny("invalid", "identity.proof-needed");
  if (report !== state.report.issued?.json) return deny("conflict", "report.other-report");
  return state.report.standings[actor.person] === undefined
    ? undefined
    : deny("conflict", "report.stands-already");
}

/** The signing closes by itself when the last member has taken a stand. */
function whenAllStand(state: Evaluation, { person }: Context["actor"]): readonly EvaluationEvent[] {
  const others = sitting(state.panel).filter((member) => member.person !== person);
  return others.every((member) => state.report.standings[member.person] !== undefined)
    ? [{ type: "SigningClosed" }]
    : [];
}
