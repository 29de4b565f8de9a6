import type { EvaluationSummary } from "@yuanping/shared/contracts/http.ts";

/** What a person watches as supervisor or witness and is not over yet, newest first. */
export function watchedOf(evaluations: readonly EvaluationSummary[]): readonly EvaluationSummary[] {
  return evaluations
    .filter(({ role }) => role === "supervisor" || role === "witness")
    .filter(({ stage }) => stage !== "archived" && stage !== "terminated")
    .toSorted((a, b) => b.openedAt - a.openedAt);
}
