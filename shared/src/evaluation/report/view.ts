import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import { sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** The issued report's hashes and how each member stands to it. */
export function reportView(
  state: Evaluation,
  viewer: Viewer,
): Pick<EvaluationView, "report"> | Record<string, never> {
  const { issued, standings } = state.report;
  if (issued === undefined || !knows.result(state, viewer)) return {};
  const { json, html, at } = issued;
  return {
    report: {
      json,
      html,
      at,
      standings: sitting(state.panel).map(({ person, code }) => {
        const standing = standings[person];
        return standing === undefined ? { code, kind: "open" as const } : { code, ...standing };
      }),
    },
  };
}
