import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import { codesOf } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import type { Kept } from "./state.ts";

type ReopeningView = NonNullable<EvaluationView["reopening"]>;

/**
 * What waits for the supervisor, and what stood before the panel's work was opened again. Earlier results are shown once
 * there is a result again: a substitute who scores anew has not seen them, and should not. Nor is it told before, whose
 * sheets were in.
 */
export function reopeningView(
  state: Evaluation,
  viewer: Viewer,
): Pick<EvaluationView, "reopening"> | Record<string, never> {
  const { pending, refused, reReview, kept } = state.reopening;
  const isNone = pending === undefined && refused.length === 0 && kept.length === 0;
  if (isNone || !knows.bids(state, viewer)) return {};
  return {
    reopening: {
      ...(pending === undefined ? {} : { pending }),
      refused: [...refused],
      ...(reReview === undefined ? {} : { reReview }),
      kept: kept.map((entry) => keptView(state, viewer, entry)),
    },
  };
}

function keptView(state: Evaluation, viewer: Viewer, entry: Kept): ReopeningView["kept"][number] {
  const { cause, at, result, report } = entry;
  const codes = codesOf(state.panel);
  const common = {
    at,
    ...(report === undefined ? {} : { report: { json: report.json, html: report.html } }),
    ...(result === undefined || !knows.result(state, viewer)
      ? {}
      : { result: { version: result.version, bids: result.outcome.bids } }),
  };
  if (cause.kind === "re-review") {
    const { kind, code, reason } = cause;
    return { kind, code, reason, ...common };
  }
  const { number, from, to, reason } = cause.request;
  const { kind, snapshot } = cause;
  if (!knows.result(state, viewer)) return { kind, number, from, to, reason, ...common };
  const sheets = cause.sheets.map(({ member, round, commitment, kind: sort }) => ({
    code: codes.get(member) ?? "",
    round,
    commitment,
    opened: sort === "opened",
  }));
  return { kind, number, from, to, reason, snapshot, sheets, ...common };
}
