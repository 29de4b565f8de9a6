import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import { codesOf, findSitting, sitting } from "../panel/state.ts";
import { isUnreadable } from "../sealing/decide.ts";
import { sealingKeyOf } from "../sealing/state.ts";
import type { Evaluation } from "../state.ts";
import { nextRound } from "./decide.ts";
import { extensionIsDue, votesNeeded } from "./time.ts";
import { warningKey } from "./warnings.ts";

/**
 * The viewer's own sheet, and for those who run the room how many are in. Nothing of anybody else's. The receipt stays
 * when the scoring is over: the last one to submit sees the result at once, and has a receipt to read all the same.
 */
export function scoringView(state: Evaluation, viewer: Viewer): EvaluationView["scoring"] {
  if (state.stage !== "scoring") return receiptOf(state, viewer);
  const { submitted, returned } = state.scoring;
  const members = sitting(state.panel);
  const progress = knows.progress(state, viewer)
    ? {
        progress: {
          submitted: members.filter(({ person }) => submitted[person] !== undefined).length,
          of: members.length,
        },
      }
    : {};
  const time = timeView(state, viewer);
  if (findSitting(state.panel, viewer.person) === undefined) return { ...progress, ...time };
  const own = submitted[viewer.person];
  const back = returned[viewer.person];
  const key = sealingKeyOf(state);
  return {
    ...(key === undefined ? {} : { sealingKey: key }),
    ...(isUnreadable(state, viewer.person) ? { reseal: true } : {}),
    round: nextRound(state, viewer.person),
    ...time,
    ...receiptOf(state, viewer),
    ...(back === undefined || own !== undefined
      ? {}
      : { returned: { problem: back.problem, path: back.path } }),
  };
}

/** The deadline with the count of the vote, for the room; who voted is known to the record only. */
function timeView(state: Evaluation, viewer: Viewer): Pick<EvaluationView["scoring"], "time"> {
  const { deadline, asked, extensions } = state.scoring.time;
  if (deadline === undefined || !knows.panel(state, viewer)) return {};
  const needed = votesNeeded(state);
  return {
    time: {
      deadline,
      votes: asked.length,
      ...(needed === undefined ? {} : { needed }),
      of: sitting(state.panel).length,
      asked: asked.includes(viewer.person),
      due: extensionIsDue(state),
      moved: extensions.length,
    },
  };
}

/** What a member who still sits was given for their own sheet. */
function receiptOf(
  state: Evaluation,
  { person }: Viewer,
): Pick<EvaluationView["scoring"], "receipt"> {
  const own = state.scoring.submitted[person];
  if (own === undefined || findSitting(state.panel, person) === undefined) return {};
  return { receipt: { commitment: own.commitment, at: own.at } };
}

/** Totals, marks and warnings: absent for everybody until all sheets have been opened together. */
export function resultView(
  state: Evaluation,
  viewer: Viewer,
): Pick<EvaluationView, "result"> | Record<string, never> {
  const { result, marks, opened, explanations, corrections } = state.scoring;
  if (result === undefined || !knows.result(state, viewer)) return {};
  const codes = codesOf(state.panel);
  const members = sitting(state.panel);
  return {
    result: {
      version: result.version,
      outcome: result.outcome,
      marks: Object.fromEntries(members.map(({ person, code }) => [code, marks[person] ?? {}])),
      comments: Object.fromEntries(
        members.map(({ person, code }) => [code, opened[person]?.sheet.comments ?? {}]),
      ),
      warnings: result.outcome.warnings.map((warning) => {
        const key = warningKey(warning);
        const answer = explanations[key];
        if (answer === undefined) return { ...warning, key };
        const { member, text, at } = answer;
        return { ...warning, key, answer: { code: codes.get(member) ?? "", text, at } };
      }),
      corrections: corrections.map(({ member, code, bid, item, before, after, reason, at }) => ({
        code: codes.get(member) ?? "",
        bid,
        item,
        before,
        after,
        reasonCode: code,
        reason,
        at,
      })),
    },
  };
}
