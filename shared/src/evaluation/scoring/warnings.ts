import type { Warning } from "../../contracts/outcome.ts";
import type { Evaluation } from "../state.ts";

/** Names one warning within a result, for answering it. A member's warning names its member's code. */
export function warningKey({ code, bid, item, member }: Warning): string {
  return [code, bid, item, member ?? "*"].join("/");
}

/** Warnings of the current result that nobody has explained yet. */
export function openWarnings(state: Evaluation): readonly Warning[] {
  const warnings = state.scoring.result?.outcome.warnings ?? [];
  return warnings.filter(
    (warning) => state.scoring.explanations[warningKey(warning)] === undefined,
  );
}
