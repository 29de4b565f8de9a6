import type { EventOf } from "../../contracts/events/index.ts";
import type { Tender } from "../../contracts/tender.ts";
import { drawNumbers, keyedStream, type NumberSet } from "../../draw/index.ts";
import type { DrawnValues } from "../../method/index.ts";
import { hex } from "../../tlog/index.ts";
import { panelSize } from "../../law/intake-rules.ts";
import type { Evaluation } from "../state.ts";
import type { CeremonyState, SealedDraw } from "./state.ts";

/** The set that desks are drawn from, by their places in the tender's list: what they are called stays out of the draw. */
export const deskSet = "desk";

/** What a tender has drawn beside members: a desk for each with the panel, coefficients once the bids are open. */
export function numberSetsOf(tender: Tender): readonly NumberSet[] {
  const { desks = [], method } = tender;
  const places = desks.map((_desk, index) => String(index + 1));
  return [
    ...(desks.length === 0
      ? []
      : [{ name: deskSet, from: places, count: panelSize(tender), due: "panel" as const }]),
    ...(method.drawn ?? []).map(({ name, from }) => ({
      name,
      from,
      count: 1,
      due: "bids" as const,
    })),
  ];
}

/** What is still to be drawn, for the spec of a draw that is sealed now. */
export function numberSetsLeft(tender: Tender, { drawn }: CeremonyState): readonly NumberSet[] {
  return numberSetsOf(tender).filter(({ name }) => drawn.every((given) => given.name !== name));
}

/** The coefficients that were drawn, by name. */
export function drawnValues({ tender, panel }: Pick<Evaluation, "tender" | "panel">): DrawnValues {
  const { drawn } = panel.ceremony;
  return Object.fromEntries(
    (tender.method.drawn ?? []).flatMap(({ name }) => {
      const [value] = drawn.find((given) => given.name === name)?.values ?? [];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** The coefficients that a result cannot be computed without and that were not drawn yet. */
export function undrawnCoefficients({ tender, panel }: Evaluation): readonly string[] {
  return numberSetsLeft(tender, panel.ceremony)
    .filter(({ due }) => due === "bids")
    .map(({ name }) => name);
}

/** What the round under way draws beside members, from the stream of its key, after the panel's own numbers. */
export function numbersDrawn(
  sealed: SealedDraw,
  due: NumberSet["due"],
  key: Uint8Array,
  panel: Readonly<{ N: string; rejected: readonly string[] }>,
): readonly EventOf<"NumbersDrawn">[] {
  const sets = (sealed.spec.numbers ?? []).filter((set) => set.due === due);
  if (sets.length === 0) return [];
  const stream = keyedStream(key);
  for (let read = 0; read <= panel.rejected.length; read += 1) stream.uniform(BigInt(panel.N));
  const { N, U, drawn } = drawNumbers(sets, stream);
  return [{ type: "NumbersDrawn", round: sealed.rounds.length, key: hex(key), N, U, drawn }];
}
