import type { CallChannel, CallOutcome, DeclineCode } from "../../contracts/commands/invitation.ts";
import type { ReplacementReason } from "../../contracts/commands/panel.ts";
import type { Digest, Instant, PersonRef } from "../../contracts/ids.ts";

/** What an invited member said, or that the deadline passed in silence. */
export type InvitationAnswer = Readonly<
  | { kind: "accepted"; at: Instant }
  | { kind: "declined"; at: Instant; code: DeclineCode; text: string }
  | { kind: "no-answer"; at: Instant }
>;

export type Call = Readonly<{
  call: Digest;
  channel: CallChannel;
  outcome: CallOutcome;
  attempts: number;
  at: Instant;
}>;

/** One line of the call-up record: who was called, when, by which channels, and what came of it. */
export type Invitation = Readonly<{
  round: number;
  at: Instant;
  until: Instant;
  calls: readonly Call[];
  answer: InvitationAnswer | undefined;
  /** Why the member's seat fell vacant, if it did. */
  left: Readonly<{ reason: ReplacementReason; at: Instant }> | undefined;
}>;

export type InvitationState = Readonly<Record<PersonRef, Invitation>>;

/** Reasons that are the experts' own doing: what redraws are counted by. */
const ownDoing: ReadonlySet<ReplacementReason> = new Set<ReplacementReason>([
  "declined",
  "no-answer",
  "absence",
]);

export function isOwnDoing(reason: ReplacementReason): boolean {
  return ownDoing.has(reason);
}

/** How many invited members declined, stayed silent or did not come. */
export function redrawsCaused(invitations: InvitationState): number {
  return Object.values(invitations).filter(
    ({ left }) => left !== undefined && isOwnDoing(left.reason),
  ).length;
}
