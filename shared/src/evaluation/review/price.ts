import { bidSchema } from "../../method/index.ts";
import type { Evaluation } from "../state.ts";

/**
 * The first of `valid` whose price the method cannot compute with: none where it needs one, or one that is not above 0.
 * Such a bid has to be rejected by the panel, or the result could not be computed once all sheets are in.
 */
export function unpriced(state: Evaluation, valid: readonly string[]): string | undefined {
  const { price, order } = state.tender.method;
  const needed = price !== null || order[0] === "price-asc";
  return state.bids.find(({ documents: _documents, ...bid }) => {
    const computable = bidSchema.safeParse(bid).success && (bid.price !== undefined || !needed);
    return valid.includes(bid.id) && !computable;
  })?.id;
}
