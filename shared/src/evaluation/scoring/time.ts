import type { CommandOf } from "../../contracts/commands/index.ts";
import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import { findSitting, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";
import type { ScoringTime } from "./state.ts";

/**
 * Whether more members than the law asks for have said that time is short, for the deadline that stands (实施条例 48: more
 * than a third). From then on the scoring does not end until the deadline has moved.
 */
export function extensionIsDue(state: Evaluation): boolean {
  const rule = state.profile.extensionOneIn;
  const { asked, deadline } = state.scoring.time;
  if (rule === undefined || deadline === undefined) return false;
  return asked.length * rule.value > sitting(state.panel).length;
}

/** How many members have to say so before the deadline has to move. */
export function votesNeeded(state: Evaluation): number | undefined {
  const rule = state.profile.extensionOneIn;
  return rule === undefined ? undefined : Math.floor(sitting(state.panel).length / rule.value) + 1;
}

/** A member says that time is short. Whether their own sheet is in does not matter, so that a vote tells nobody of it. */
export function askForTime(state: Evaluation, { actor }: Context): Decision {
  if (findSitting(state.panel, actor.person)?.status !== "admitted") {
    return deny("forbidden", "room.not-yours");
  }
  const { time, isFrozen } = state.scoring;
  const { asked, deadline } = time;
  if (isFrozen) return deny("conflict", "scoring.frozen");
  if (state.profile.extensionOneIn === undefined) return deny("conflict", "scoring.no-vote");
  if (deadline === undefined) return deny("conflict", "scoring.no-deadline");
  if (asked.includes(actor.person)) return deny("conflict", "scoring.asked-already");
  const of = sitting(state.panel).length;
  return accept({ type: "TimeAskedFor", member: actor.person, votes: asked.length + 1, of });
}

/** The host moves the deadline, on the members' word or on the host's own. */
export function extendScoring(
  state: Evaluation,
  { deadline: after }: CommandOf<"extendScoring">,
  { at }: Context,
): Decision {
  const { asked, deadline: before } = state.scoring.time;
  if (before === undefined) return deny("conflict", "scoring.no-deadline");
  if (after <= before || after <= at) return deny("invalid", "scoring.deadline-not-later");
  const of = sitting(state.panel).length;
  return accept({ type: "ScoringExtended", before, after, votes: asked.length, of });
}

export function timeAskedFor(time: ScoringTime, { member }: EventOf<"TimeAskedFor">): ScoringTime {
  return { ...time, asked: [...time.asked, member] };
}

/** The votes were about the deadline that has gone; everybody may say so again of the new one. */
export function scoringExtended(
  time: ScoringTime,
  { type: _type, ...extension }: EventOf<"ScoringExtended">,
  at: Instant,
): ScoringTime {
  const extensions = [...time.extensions, { ...extension, at }];
  return { deadline: extension.after, asked: [], extensions };
}

/** A member who leaves takes their vote along. */
export function withoutVote(time: ScoringTime, person: PersonRef): ScoringTime {
  return { ...time, asked: time.asked.filter((member) => member !== person) };
}
