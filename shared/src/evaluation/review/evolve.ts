import type { EventOf } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import type { Finding, ReviewState } from "./state.ts";

export function findingRecorded(
  review: ReviewState,
  { member, bid, item, verdict, reason }: EventOf<"FindingRecorded">,
): ReviewState {
  const finding: Finding = reason === undefined ? { verdict } : { verdict, reason };
  const ofMember = review.findings[member] ?? {};
  const ofBid = { ...ofMember[bid], [item]: finding };
  return { ...review, findings: { ...review.findings, [member]: { ...ofMember, [bid]: ofBid } } };
}

/** A replaced member's findings are void. */
export function withoutFindingsOf(review: ReviewState, person: PersonRef): ReviewState {
  const { [person]: _void, ...findings } = review.findings;
  return { ...review, findings };
}
