import type { EventOf } from "../../contracts/events/index.ts";
import type { BidId, PersonRef } from "../../contracts/ids.ts";

export type Finding = Readonly<{ verdict: "pass" | "fail"; reason?: string }>;

/** Member → bid → item → finding. */
export type Findings = Readonly<
  Record<PersonRef, Readonly<Record<BidId, Readonly<Record<string, Finding>>>>>
>;

export type ReviewState = Readonly<{
  findings: Findings;
  closed: Readonly<Pick<EventOf<"ReviewClosed">, "valid" | "rejected">> | undefined;
}>;

export const noReview: ReviewState = { findings: {}, closed: undefined };
