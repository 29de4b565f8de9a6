import type { Warning } from "../../contracts/outcome.ts";
import { hashOf } from "../../seal/commitment.ts";
import type { Evaluation } from "../state.ts";

/** The longest key that `explainWarning` takes. */
const longestKey = 64;

/**
 * Names one warning within a result, for answering it. A member's warning names its member's code. Where the parts can't
 * be told apart in it, or it would be too long to be sent, the key is a hash of them.
 */
export function warningKey({ code, bid, item, member }: Warning): string {
  const parts = [code, bid, item, member ?? "*"];
  const key = parts.join("/");
  return key.length <= longestKey && key.split("/").length === parts.length ? key : hashOf(parts);
}

/** Warnings of the current result that nobody has explained yet. */
export function openWarnings(state: Evaluation): readonly Warning[] {
  const warnings = state.scoring.result?.outcome.warnings ?? [];
  return warnings.filter(
    (warning) => state.scoring.explanations[warningKey(warning)] === undefined,
  );
}
