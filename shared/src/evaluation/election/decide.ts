import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EvaluationEvent } from "../../contracts/events/index.ts";
import type { PersonRef } from "../../contracts/ids.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { findSitting, hasDeclared, representativeSeat, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** One ballot a member and round; the last ballot counts the round: most votes lead, a tie votes again. */
export function castBallot(
  state: Evaluation,
  { candidate }: CommandOf<"castBallot">,
  { actor }: Context,
): Decision {
  const { election, panel, profile } = state;
  const voter = findSitting(panel, actor.person);
  if (voter?.status !== "admitted") return deny("forbidden", "room.not-yours");
  if (!hasDeclared(voter)) {
    return deny("conflict", "checkin.undeclared", { count: 1 });
  }
  if (election.lead !== undefined) return deny("conflict", "election.has-lead");
  if (election.ballots[actor.person] !== undefined) return deny("conflict", "election.voted");
  const chosen = findSitting(panel, candidate);
  if (chosen === undefined) return deny("invalid", "draw.not-a-member");
  const { representativeMayLead } = profile.lead;
  if (chosen.seat === representativeSeat && !representativeMayLead.value) {
    return deny("invalid", "election.representative", { article: representativeMayLead.article });
  }
  const cast: EvaluationEvent = {
    type: "BallotCast",
    member: actor.person,
    round: election.round,
    candidate,
  };
  const ballots = { ...election.ballots, [actor.person]: candidate };
  const complete = sitting(panel).every((member) => ballots[member.person] !== undefined);
  return complete ? accept(cast, count(election.round, Object.values(ballots))) : accept(cast);
}

function count(round: number, votes: readonly PersonRef[]): EvaluationEvent {
  const tally = new Map<PersonRef, number>();
  for (const candidate of votes) tally.set(candidate, (tally.get(candidate) ?? 0) + 1);
  const most = Math.max(...tally.values());
  const leading = [...tally]
    .filter(([, number]) => number === most)
    .map(([candidate]) => candidate);
  const [lead] = leading;
  return lead !== undefined && leading.length === 1
    ? { type: "LeadElected", round, lead, votes: most }
    : { type: "BallotTied", round, candidates: leading.toSorted() };
}
