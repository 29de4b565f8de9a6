import type { CommandOf } from "../../contracts/commands/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";
import { isApproved, needsApproval } from "./approvals.ts";

/** The host pauses, or the supervisor orders it: the room locks. */
export function pause(
  state: Evaluation,
  { reason }: CommandOf<"pause"> | CommandOf<"orderPause">,
  { actor }: Context,
): Decision {
  return state.supervision.paused === undefined
    ? accept({ type: "Paused", by: actor.role, reason })
    : deny("conflict", "supervision.paused-already");
}

export function resume(state: Evaluation, { reason }: CommandOf<"resume">): Decision {
  if (state.supervision.paused === undefined) return deny("conflict", "supervision.not-paused");
  return needsApproval(state, "resume") && !isApproved(state, "resume")
    ? deny("conflict", "supervision.approval-needed")
    : accept({ type: "Resumed", reason });
}

/** The supervisor will be heard: first it is on record and told to the room, then sound may flow. */
export function beginSpeakIn(state: Evaluation, { reason }: CommandOf<"beginSpeakIn">): Decision {
  return state.supervision.speakIn === undefined
    ? accept({ type: "SpeakInBegun", reason })
    : deny("conflict", "supervision.speaking-already");
}

export function endSpeakIn(state: Evaluation): Decision {
  return state.supervision.speakIn === undefined
    ? deny("conflict", "supervision.not-speaking")
    : accept({ type: "SpeakInEnded" });
}

export function terminate({ code, reason }: CommandOf<"terminate">): Decision {
  return accept({ type: "Terminated", code, reason });
}
