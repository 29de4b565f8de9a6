import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { BidId } from "../../contracts/ids.ts";
import type { RecusalScope } from "../../law/profile.ts";
import { accept, deny, reject, type Context, type Decision } from "../decision.ts";
import { vacate } from "../panel/decide.ts";
import { findSitting, hasDeclared, isRecusedFrom, judgesOf, type Member } from "../panel/state.ts";
import { closeByMajority } from "../review/majority.ts";
import type { Evaluation } from "../state.ts";
import { withoutBidOf } from "./evolve.ts";

const wholeSheets: ReadonlySet<string> = new Set(["drop-member", "rank-sum"]);

/**
 * What a conflict with one bidder costs in this evaluation. Where members are compared by their whole sheets, a sheet
 * without a bid cannot be, so there the seat goes with it.
 */
export function recusalScope({ profile, tender }: Evaluation): RecusalScope {
  const rule = profile.recusal?.value ?? { scope: "panel" };
  return wholeSheets.has(tender.method.aggregate.kind) ? { scope: "panel" } : rule;
}

/** A member in the room finds that they may not judge one bid, and goes on with the others. */
export function recuseFromBid(
  state: Evaluation,
  { bid, ground }: CommandOf<"recuseFromBid">,
  { actor }: Context,
): Decision {
  const member = findSitting(state.panel, actor.person);
  if (member?.status !== "admitted") return deny("forbidden", "room.not-yours");
  if (!hasDeclared(member)) return deny("conflict", "checkin.undeclared", { count: 1 });
  if (!state.tender.bidders.some(({ id }) => id === bid)) {
    return deny("invalid", "review.unknown-bid", { bid });
  }
  if (isRecusedFrom(member, bid)) return deny("conflict", "checkin.already");
  if (recusalScope(state).scope === "panel") {
    const article = state.profile.recusal?.article ?? "";
    return deny("conflict", "checkin.recusal-takes-seat", { article });
  }
  return withdrawn(state, member, [bid], ground, []);
}

/**
 * A member withdraws from `bids`. With every bid, or where too few would be left to judge one of them, the seat goes too.
 *
 * @param before what is put on record first
 */
export function withdrawn(
  state: Evaluation,
  member: Member,
  bids: readonly BidId[],
  ground: string,
  before: readonly EvaluationEvent[],
): Decision {
  const scope = recusalScope(state);
  const own = bids.filter((bid) => !isRecusedFrom(member, bid));
  const kept = state.tender.bidders.filter(
    ({ id }) => !own.includes(id) && !isRecusedFrom(member, id),
  );
  const isWhole =
    scope.scope === "panel" ||
    own.length === 0 ||
    kept.length === 0 ||
    own.some((bid) => judgesOf(state.panel, bid).length - 1 < scope.judges);
  if (isWhole) {
    const vacated = vacate(state, member.person, "recusal", ground);
    return "category" in vacated ? reject(vacated) : accept(...before, vacated);
  }
  const events = own.map((bid): EvaluationEvent => {
    const reopens = turnsWithout(state, member, bid);
    return { type: "RecusedFromBid", member: member.person, bid, ground, reopens };
  });
  const submission = state.scoring.submitted[member.person];
  if (submission === undefined) return accept(...before, ...events);
  const { round } = submission;
  const path = own[0] ?? "";
  const returned = { member: member.person, round, problem: "scoring.recused", path };
  return accept(...before, ...events, { type: "SheetReturned", ...returned });
}

/** Whether the panel's closed finding on a bid would be another without the member's. */
function turnsWithout(state: Evaluation, { person }: Member, bid: BidId): boolean {
  const { closed } = state.review;
  if (closed === undefined) return false;
  const without = closeByMajority({ ...state, review: withoutBidOf(state.review, person, bid) });
  return closed.valid.includes(bid) !== without.valid.includes(bid);
}
