import type { EventOf } from "../../contracts/events/index.ts";
import { witnessSeats, type Gate, type WitnessSeat } from "../../contracts/gates.ts";
import type { Instant } from "../../contracts/ids.ts";
import type { DrawParty } from "../../draw/index.ts";

/** A cosignature that counts at a gate: whose, over how many events, when it came. */
export type GateCosignature = Readonly<{ party: DrawParty; size: number; at: Instant }>;

export type GateState = Readonly<{
  gate: Gate;
  /** Events up to and with those of the gate: a head that counts here holds at least so many. */
  size: number;
  cosigned: Readonly<Partial<Record<WitnessSeat, GateCosignature>>>;
}>;

export type WitnessingState = Readonly<{
  /** Every gate that has been met, in order. Empty where the tender asks for no witnessing. */
  gates: readonly GateState[];
  /** Keys that were named after the draw's had been lost. */
  renewed: Readonly<Partial<Record<DrawParty, string>>>;
  forks: readonly Readonly<EventOf<"ForkReported"> & { at: Instant }>[];
}>;

export const noWitnessing: WitnessingState = { gates: [], renewed: {}, forks: [] };

/** The seats whose cosignature a gate still waits for. */
export function awaitedAt({ cosigned }: GateState): readonly WitnessSeat[] {
  return witnessSeats.filter((seat) => cosigned[seat] === undefined);
}

/** The gates that still wait for somebody, in the order in which they were met. */
export function openGates({ gates }: WitnessingState): readonly GateState[] {
  return gates.filter((gate) => awaitedAt(gate).length > 0);
}
