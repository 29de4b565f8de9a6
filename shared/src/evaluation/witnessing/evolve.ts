import { witnessSeatSchema, type Gate, type WitnessSeat } from "../../contracts/gates.ts";
import type { EventRecord } from "../../contracts/record.ts";
import { phaseOf } from "../ceremony/state.ts";
import type { Evaluation } from "../state.ts";
import { awaitedAt, type GateCosignature, type GateState, type WitnessingState } from "./state.ts";

/**
 * The witnessing after an event.
 * @param before the state that the event came to
 * @param after the state with everything else that the event changed
 */
export function witnessed(
  before: Evaluation,
  after: Evaluation,
  record: EventRecord,
): WitnessingState {
  const { witnessing } = before;
  const { event, at } = record;
  const size = before.size + 1;
  switch (event.type) {
    case "KeyRenewed":
      return { ...witnessing, renewed: { ...witnessing.renewed, [event.party]: event.vkey } };
    case "ForkReported":
      return { ...witnessing, forks: [...witnessing.forks, { ...event, at }] };
    case "HeadCosigned":
      return cosigned(witnessing, event.seat, { party: event.party, size: event.size, at });
    case "DrawCosigned": {
      const seat = witnessSeatSchema.safeParse(event.party);
      const from = after.panel.ceremony.sealedSize;
      return seat.success
        ? cosigned(witnessing, seat.data, { party: event.party, size: from, at })
        : witnessing;
    }
    case "KeyDeclared": {
      const { [event.party]: _older, ...renewed } = witnessing.renewed;
      return { ...witnessing, renewed };
    }
    case "DrawVoided":
      return withoutOpen(witnessing, ({ gate }) => gate === "pool-frozen");
    case "Terminated":
      return withoutOpen(witnessing, () => true);
    default: {
      const gate = before.tender.witnessing && gateOf(before, after, record);
      return gate === undefined
        ? witnessing
        : { ...witnessing, gates: [...witnessing.gates, { gate, size, cosigned: {} }] };
    }
  }
}

/** The gate that an event leads to. */
function gateOf(before: Evaluation, after: Evaluation, { event }: EventRecord): Gate | undefined {
  switch (event.type) {
    case "DrawCommitted":
      return phaseOf(after.panel.ceremony) === "freeze" ? "pool-frozen" : undefined;
    case "PanelDrawn":
    case "SubstitutesDrawn":
      return "draw-result";
    case "BidsUnsealed":
      return "bids-unsealed";
    case "SheetsFrozen":
      return "scores-frozen";
    case "ResultComputed":
      // Later results come from corrections, which the report's gate covers.
      return before.stage === "scoring" ? "scores-opened" : undefined;
    case "SigningClosed":
      return "report-signed";
    default:
      return undefined;
  }
}

/** The cosignature counts at every open gate whose events are in the head. */
function cosigned(
  witnessing: WitnessingState,
  seat: WitnessSeat,
  cosignature: GateCosignature,
): WitnessingState {
  return {
    ...witnessing,
    gates: witnessing.gates.map((gate) => withCosignature(gate, seat, cosignature)),
  };
}

/** The gate with a seat's cosignature, where its head holds the gate's events and the seat has given none. */
export function withCosignature(
  gate: GateState,
  seat: WitnessSeat,
  cosignature: GateCosignature,
): GateState {
  return gate.size <= cosignature.size && gate.cosigned[seat] === undefined
    ? { ...gate, cosigned: { ...gate.cosigned, [seat]: cosignature } }
    : gate;
}

/** What is void, or has ended, waits for nobody. */
function withoutOpen(
  witnessing: WitnessingState,
  isVoid: (gate: GateState) => boolean,
): WitnessingState {
  const gates = witnessing.gates.filter((gate) => awaitedAt(gate).length === 0 || !isVoid(gate));
  return { ...witnessing, gates };
}
