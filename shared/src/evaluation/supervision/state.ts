import type { FailureCode } from "../../contracts/commands/supervision.ts";
import type { Instant } from "../../contracts/ids.ts";
import type { Role } from "../../contracts/roles.ts";
import type { Approval } from "./approvals.ts";
import type { ConductState } from "./conduct.ts";

/** What everybody in the room sees of the supervision. */
export type Notice = Readonly<{
  kind: "note" | "warning" | "pause" | "resume" | "termination" | "speak-in";
  by: Role;
  text: string;
  at: Instant;
}>;

export type SupervisionState = Readonly<{
  paused: Readonly<{ by: Role; reason: string; at: Instant }> | undefined;
  terminated: Readonly<{ code: FailureCode; reason: string; at: Instant }> | undefined;
  /** All notices, oldest first, in runs that halve in length from the first on; read them with `noticesOf`. */
  notices: readonly (readonly Notice[])[];
  /** Attempts at what was not permitted. */
  attempts: number;
  conduct: ConductState;
  approvals: readonly Approval[];
  /** The supervisor may be heard in the room. */
  speakIn: Readonly<{ reason: string; at: Instant }> | undefined;
}>;

export const noSupervision: SupervisionState = {
  paused: undefined,
  terminated: undefined,
  notices: [],
  attempts: 0,
  conduct: {},
  approvals: [],
  speakIn: undefined,
};

/**
 * Two runs of one length become one, as the subtrees of a Merkle tree do: so a notice that is added copies few of those
 * before it, however many there are.
 */
export function withNotice(
  runs: SupervisionState["notices"],
  notice: Notice,
): SupervisionState["notices"] {
  const kept = [...runs];
  let last: readonly Notice[] = [notice];
  for (let before = kept.at(-1); before?.length === last.length; before = kept.at(-1)) {
    last = [...before, ...last];
    kept.pop();
  }
  return [...kept, last];
}

export function noticesOf({ notices }: SupervisionState): readonly Notice[] {
  return notices.flat();
}
