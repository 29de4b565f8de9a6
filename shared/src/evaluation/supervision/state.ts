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
  /** All notices, oldest first, in leaves of at most `noticesInLeaf`; read them with `noticesOf`. */
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

/** A notice that is added copies one leaf and the list of leaves, not every notice before it. */
const noticesInLeaf = 256;

export function withNotice(
  leaves: SupervisionState["notices"],
  notice: Notice,
): SupervisionState["notices"] {
  const last = leaves.at(-1);
  return last === undefined || last.length === noticesInLeaf
    ? [...leaves, [notice]]
    : [...leaves.slice(0, -1), [...last, notice]];
}

export function noticesOf({ notices }: SupervisionState): readonly Notice[] {
  return notices.flat();
}
