import type { Evaluation } from "../state.ts";

/**
 * The first of `valid` that has no price where the method needs one. Such a bid has to be rejected by the panel, or the
 * result could not be computed once all sheets are in.
 */
export function unpriced(state: Evaluation, valid: readonly string[]): string | undefined {
  const { price, order } = state.tender.method;
  const needed = price !== null || order[0] === "price-asc";
  return state.bids.find(
    ({ id, price: offered }) => needed && valid.includes(id) && offered === undefined,
  )?.id;
}
