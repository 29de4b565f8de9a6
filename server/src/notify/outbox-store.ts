import type { CallChannel, CallOutcome } from "@yuanping/shared/contracts/commands/invitation.ts";

/** A notice that is to be sent, without its text and address: those are looked up when it is. */
export type Outgoing = Readonly<{
  id: string;
  evaluation: string;
  member: string;
  channel: CallChannel;
  /** How often it has been tried. */
  attempts: number;
  dueAt: number;
}>;

/** `dropped`: it was no longer wanted when its turn came. */
export type Settlement = CallOutcome | "dropped";

export type Settled = Outgoing & Readonly<{ outcome: Settlement }>;

/** What is still to be sent, kept so that it outlives the server. */
export interface OutboxStore {
  /** Keeps new notices; one that is known already stays as it is. Durable when it resolves. */
  put(notices: readonly Outgoing[]): Promise<void>;
  /** Notices of these evaluations that are due, longest due first. */
  due(evaluations: readonly string[], now: number, limit: number): Promise<readonly Outgoing[]>;
  /** When the next one of these evaluations falls due; undefined when none waits. */
  nextDue(evaluations: readonly string[]): Promise<number | undefined>;
  postpone(id: string, attempts: number, dueAt: number): Promise<void>;
  settle(id: string, attempts: number, outcome: Settlement): Promise<void>;
  /** What has come to an end of one evaluation. */
  settled(evaluation: string): Promise<readonly Settled[]>;
}
