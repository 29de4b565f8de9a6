import type { Outcome } from "./outcome.ts";

/** What a rule profile says about too few valid bids. */
export type CompetitionRule = {
  /** The number of valid bids from which the evaluation simply goes on; usually 3. */
  readonly enough: number;
  /** `fail`: the tender fails (政府采购法 36); `panel-decides`: the panel may reject all (12号令 27). */
  readonly whenFewer: "fail" | "panel-decides";
};

export type Competition = {
  readonly valid: number;
  readonly verdict: "goes-on" | CompetitionRule["whenFewer"];
};

/** Counts the bids that were not rejected and says what follows from their number. */
export const judgeCompetition = (
  outcome: Pick<Outcome, "bids">,
  rule: CompetitionRule,
): Competition => {
  const valid = Object.values(outcome.bids).filter((bid) => bid.status === "ranked").length;
  // Nobody left is not a choice: there is nothing that a panel could go on with.
  if (valid === 0) return { valid, verdict: "fail" };
  return { valid, verdict: valid >= rule.enough ? "goes-on" : rule.whenFewer };
};
