import type { FailureCode } from "../../contracts/commands/supervision.ts";
import type { Instant } from "../../contracts/ids.ts";
import type { Role } from "../../contracts/roles.ts";

/** What everybody in the room sees of the supervision. */
export type Notice = Readonly<{
  kind: "note" | "warning" | "pause" | "resume" | "termination";
  by: Role;
  text: string;
  at: Instant;
}>;

export type SupervisionState = Readonly<{
  paused: Readonly<{ by: Role; reason: string; at: Instant }> | undefined;
  terminated: Readonly<{ code: FailureCode; reason: string; at: Instant }> | undefined;
  notices: readonly Notice[];
  /** Attempts at what was not permitted. */
  attempts: number;
}>;

export const noSupervision: SupervisionState = {
  paused: undefined,
  terminated: undefined,
  notices: [],
  attempts: 0,
};
