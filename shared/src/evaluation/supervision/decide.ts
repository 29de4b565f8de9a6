import type { CommandOf } from "../../contracts/commands/index.ts";
import { accept, deny, type Context, type Decision } from "../decision.ts";
import type { Evaluation } from "../state.ts";

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
  return state.supervision.paused === undefined
    ? deny("conflict", "supervision.not-paused")
    : accept({ type: "Resumed", reason });
}

export function terminate({ code, reason }: CommandOf<"terminate">): Decision {
  return accept({ type: "Terminated", code, reason });
}
