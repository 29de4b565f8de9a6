import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import { commitTo } from "../../seal/commitment.ts";
import { accept, deny, type Decision } from "../decision.ts";
import { hasDeclared, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** Opens every envelope at once: all members have declared, and each content matches what was received at intake. */
export function unsealBids(state: Evaluation, { bids }: CommandOf<"unsealBids">): Decision {
  const undeclared = sitting(state.panel).filter((member) => !hasDeclared(member));
  if (undeclared.length > 0) {
    return deny("conflict", "checkin.undeclared", { count: undeclared.length });
  }
  const opened: EvaluationEvent[] = [];
  for (const { id } of state.tender.bidders) {
    const bid = bids.find(({ content }) => content.id === id);
    if (bid === undefined) return deny("invalid", "unsealing.missing", { bid: id });
    if (commitTo("bid", bid.content, bid.nonce) !== state.commitments[id]) {
      return deny("invalid", "unsealing.differs", { bid: id });
    }
    opened.push({ type: "BidUnsealed", content: bid.content, nonce: bid.nonce });
  }
  return accept(...opened, { type: "BidsUnsealed" });
}
