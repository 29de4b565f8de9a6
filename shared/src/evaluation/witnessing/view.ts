import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";
import { keyOf } from "./decide.ts";
import { awaitedAt, openGates, type GateState } from "./state.ts";
import { witnessSeats } from "../../contracts/gates.ts";
import { drawPartySchema } from "../../draw/index.ts";

/**
 * Whom the evaluation waits for, for everybody it keeps waiting, and every gate so far for those who run or watch the
 * room. The agency sees nothing of it between the draw and the end.
 */
export function witnessingView(
  state: Evaluation,
  viewer: Viewer,
): Pick<EvaluationView, "witnessing"> | Record<string, never> {
  const { tender, witnessing } = state;
  if (tender.witnessing === undefined || !knows.gates(state, viewer)) return {};
  const { gates, forks } = witnessing;
  const [open] = openGates(witnessing);
  const watches = knows.progress(state, viewer);
  const newest = gates.at(-1);
  const fork = forks.at(-1);
  const party = drawPartySchema.safeParse(viewer.role);
  return {
    witnessing: {
      of: witnessSeats.length,
      witnessed: newest === undefined ? 0 : witnessSeats.length - awaitedAt(newest).length,
      met: gates.length,
      ...(open === undefined ? {} : { open: { gate: open.gate, awaited: [...awaitedAt(open)] } }),
      ...(watches ? { gates: gates.map(gateView) } : {}),
      ...(watches && party.success
        ? {
            key: keyOf(state, party.data),
            substitute: tender.witnessing.substitute === viewer.role,
          }
        : {}),
      ...(fork === undefined
        ? {}
        : {
            fork: {
              party: fork.party,
              ...(fork.body === undefined ? {} : { body: fork.body }),
              kind: fork.kind,
              at: fork.at,
              ...(watches ? { kept: fork.kept, shown: fork.shown } : {}),
            },
          }),
    },
  };
}

function gateView({ gate, size, cosigned }: GateState) {
  return {
    gate,
    size,
    cosigned: witnessSeats.flatMap((seat) => {
      const given = cosigned[seat];
      return given === undefined ? [] : [{ seat, ...given }];
    }),
  };
}
