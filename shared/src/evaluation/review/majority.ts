import type { EventOf } from "../../contracts/events/index.ts";
import { oncePer } from "../once-per.ts";
import { judgesOf } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import { reviewItemsOf } from "./items.ts";
import type { Finding } from "./state.ts";

type Closed = EventOf<"ReviewClosed">;
type RejectedItem = Closed["rejected"][number]["items"][number];

/** The members' findings on one item of one bid; members who have not found yet are left out. */
export function findingsOn(state: Evaluation, bid: string, item: string): readonly Finding[] {
  return judgesOf(state.panel, bid).flatMap((member) => {
    const finding = state.review.findings[member.person]?.[bid]?.[item];
    return finding === undefined ? [] : [finding];
  });
}

/** How many findings are still missing before the review can be closed. */
export const missingFindings = oncePer((state: Evaluation): number => {
  let missing = 0;
  for (const { id } of state.tender.bidders) {
    const all = judgesOf(state.panel, id).length;
    for (const item of reviewItemsOf(state)) missing += all - findingsOn(state, id, item.id).length;
  }
  return missing;
});

/** The majority's verdict: a bid is rejected when more members fail one of its items than pass it. */
export function closeByMajority(state: Evaluation): Closed {
  const valid: string[] = [];
  const rejected: Closed["rejected"] = [];
  for (const { id: bid } of state.tender.bidders) {
    const items = reviewItemsOf(state).flatMap((item): RejectedItem[] => {
      const findings = findingsOn(state, bid, item.id);
      const failing = findings.filter((finding) => finding.verdict === "fail");
      const pass = findings.length - failing.length;
      if (failing.length <= pass) return [];
      const reasons = failing.flatMap((finding) => finding.reason ?? []);
      return [{ item: item.id, fail: failing.length, pass, reasons }];
    });
    if (items.length === 0) valid.push(bid);
    else rejected.push({ bid, items });
  }
  return { type: "ReviewClosed", valid, rejected };
}
