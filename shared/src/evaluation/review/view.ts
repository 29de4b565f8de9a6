import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import { isLead, type Evaluation } from "../state.ts";
import { reviewItemsOf } from "./items.ts";
import { missingFindings } from "./majority.ts";

/** The viewer's own findings, and the majority's verdict once the review is closed. */
export function reviewView(state: Evaluation, viewer: Viewer): EvaluationView["review"] {
  const { closed, findings } = state.review;
  const mine = Object.entries(findings[viewer.person] ?? {}).map(
    ([bid, byItem]) => [bid, { ...byItem }] as const,
  );
  const seesMissing =
    state.stage === "preliminary-review" &&
    (isLead(state, viewer.person) || knows.progress(state, viewer));
  return {
    items: reviewItemsOf(state).map(({ id, name }) => ({ id, name })),
    mine: Object.fromEntries(mine),
    ...(seesMissing ? { missing: missingFindings(state) } : {}),
    ...(closed !== undefined && knows.bids(state, viewer)
      ? { closed: { valid: [...closed.valid], rejected: [...closed.rejected] } }
      : {}),
  };
}
