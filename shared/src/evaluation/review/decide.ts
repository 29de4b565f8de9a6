import type { CommandOf } from "../../contracts/commands/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { undrawnCoefficients } from "../ceremony/numbers.ts";
import { findSitting, hasDeclared, isRecusedFrom, sitting } from "../panel/state.ts";
import { sealingKeyOf } from "../sealing/state.ts";
import { isLead, type Evaluation } from "../state.ts";
import { reviewItemsOf } from "./items.ts";
import { closeByMajority, missingFindings } from "./majority.ts";
import { unpriced } from "./price.ts";

export function beginReview(state: Evaluation): Decision {
  return state.election.lead === undefined
    ? deny("conflict", "election.no-lead")
    : accept({ type: "ReviewOpened" });
}

/** A member's finding; it may be changed until the review is closed. */
export function recordFinding(
  state: Evaluation,
  command: CommandOf<"recordFinding">,
  { actor }: Context,
): Decision {
  const member = findSitting(state.panel, actor.person);
  if (member?.status !== "admitted") return deny("forbidden", "room.not-yours");
  if (!hasDeclared(member)) return deny("conflict", "checkin.undeclared", { count: 1 });
  if (isRecusedFrom(member, command.bid)) return deny("forbidden", "checkin.recused");
  if (state.review.closed !== undefined) return deny("conflict", "review.closed");
  if (!state.tender.bidders.some((bidder) => bidder.id === command.bid)) {
    return deny("invalid", "review.unknown-bid", { bid: command.bid });
  }
  if (!reviewItemsOf(state).some((item) => item.id === command.item)) {
    return deny("invalid", "review.unknown-item", { item: command.item });
  }
  const { bid, item, verdict } = command;
  const finding = { type: "FindingRecorded", member: actor.person, bid, item, verdict } as const;
  return accept(command.verdict === "fail" ? { ...finding, reason: command.reason } : finding);
}

/** The lead closes the review when nobody's finding is missing; the majority decides. */
export function closeReview(state: Evaluation, { actor }: Context): Decision {
  if (!isLead(state, actor.person)) return deny("forbidden", "election.not-the-lead");
  if (state.review.closed !== undefined) return deny("conflict", "review.closed");
  const missing = missingFindings(state);
  if (missing > 0) return deny("conflict", "review.incomplete", { count: missing });
  const closed = closeByMajority(state);
  const bid = unpriced(state, closed.valid);
  return bid === undefined ? accept(closed) : deny("conflict", "review.no-price", { bid });
}

/** The host opens the scoring; where too few bids are left, the profile says whether it may be opened at all. */
export function beginScoring(
  state: Evaluation,
  { deadline }: CommandOf<"beginScoring">,
  { at }: Context,
): Decision {
  const { closed } = state.review;
  if (closed === undefined) return deny("conflict", "review.not-closed");
  if (state.election.lead === undefined) return deny("conflict", "election.no-lead");
  const waiting = sitting(state.panel).filter((member) => member.status !== "admitted");
  if (waiting.length > 0) return deny("conflict", "checkin.incomplete", { count: waiting.length });
  const { tooFewValid } = state.profile;
  if (closed.valid.length === 0 || (closed.valid.length < 3 && tooFewValid.value === "fails")) {
    return deny("conflict", "law.too-few-valid", {
      count: closed.valid.length,
      article: tooFewValid.article,
    });
  }
  if (sealingKeyOf(state) === undefined) return deny("conflict", "sealing.no-key");
  const undrawn = undrawnCoefficients(state);
  if (undrawn.length > 0) {
    return deny("conflict", "draw.numbers-due", { numbers: undrawn.join(", ") });
  }
  if (deadline === undefined) return accept({ type: "ScoringOpened" });
  return deadline > at
    ? accept({ type: "ScoringOpened", deadline })
    : deny("invalid", "scoring.deadline-not-later");
}
