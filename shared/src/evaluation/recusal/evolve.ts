import type { EventOf } from "../../contracts/events/index.ts";
import type { BidId, PersonRef } from "../../contracts/ids.ts";
import { changeMember } from "../panel/evolve.ts";
import type { ReviewState } from "../review/state.ts";
import type { Evaluation } from "../state.ts";

/** The member judges the bid no more. Where the panel's finding hung on theirs, the review is open again. */
export function recusedFromBid(
  state: Evaluation,
  { member, bid, reopens }: EventOf<"RecusedFromBid">,
): Evaluation {
  const review = withoutBidOf(state.review, member, bid);
  const panel = changeMember(state.panel, member, (found) => ({
    ...found,
    recusedFrom: [...(found.recusedFrom ?? []), bid],
  }));
  if (!reopens) return { ...state, panel, review };
  const stage = state.stage === "scoring" ? "preliminary-review" : state.stage;
  return { ...state, stage, panel, review: { ...review, closed: undefined } };
}

/** A member's findings on one bid are void. */
export function withoutBidOf(review: ReviewState, person: PersonRef, bid: BidId): ReviewState {
  const own = review.findings[person];
  if (own === undefined) return review;
  const { [bid]: _void, ...others } = own;
  return { ...review, findings: { ...review.findings, [person]: others } };
}
