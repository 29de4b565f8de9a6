import type { Command } from "../contracts/commands/index.ts";
import type { PersonRef } from "../contracts/ids.ts";
import type { Role } from "../contracts/roles.ts";
import type { Step } from "../contracts/view.ts";
import { mayDo } from "../law/permissions.ts";
import { decide } from "./decide.ts";
import { isLead, type Evaluation } from "./state.ts";

/** The commands that move an evaluation along and need nothing but the will to send them. */
const bareSteps: readonly Command[] = [
  { type: "beginCheckIn" },
  { type: "showBidders" },
  { type: "unsealBids", bids: [] },
  { type: "beginReview" },
  { type: "closeReview" },
  { type: "beginScoring" },
  { type: "issueReport" },
  { type: "closeSigning" },
  { type: "archive" },
];

/** Steps that belong to the lead, though the table grants them to experts. */
const leadSteps: ReadonlySet<Command["type"]> = new Set<Command["type"]>([
  "closeReview",
  "issueReport",
]);

/**
 * The steps that a viewer could take at this stage, each with what still stands in its way: found by asking `decide`, so
 * that a screen never promises what the room would refuse.
 */
export function stepsOf(state: Evaluation, person: PersonRef, role: Role): readonly Step[] {
  return bareSteps
    .filter(({ type }) => mayDo(role, state.stage, type))
    .filter(({ type }) => !leadSteps.has(type) || isLead(state, person))
    .filter(({ type }) => !isDone(state, type))
    .map((command): Step => {
      const actor = { person, role, session: "looking-ahead" };
      const decision = decide(state, command, { actor, at: state.lastAt });
      // The server adds the sealed bids to the command; here only their absence is complained of.
      const lacksOnlyBids = !decision.ok && decision.refusal.code === "unsealing.missing";
      return decision.ok || lacksOnlyBids
        ? { command: command.type, ready: true }
        : { command: command.type, ready: false, refusal: decision.refusal };
    });
}

function isDone(state: Evaluation, type: Command["type"]): boolean {
  return type === "closeReview" && state.review.closed !== undefined;
}
