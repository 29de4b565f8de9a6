import type { NumbersView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import type { Evaluation } from "../state.ts";
import { numberSetsOf } from "./numbers.ts";
import { awaited, dueRound } from "./state.ts";

/**
 * The coefficients that are drawn by lot: the stated sets from the beginning, who still has to reveal while they are drawn,
 * and what came of it. For everybody who knows the project: they concern every bidder alike.
 */
export function numbersView(state: Evaluation, viewer: Viewer): { numbers?: NumbersView } {
  const sets = numberSetsOf(state.tender).filter(({ due }) => due === "bids");
  if (sets.length === 0 || !knows.project(state, viewer)) return {};
  const { ceremony } = state.panel;
  const { numbersDue, drawn, sealed, past } = ceremony;
  const rounds = [...past.map((draw) => draw.sealed), ...(sealed === undefined ? [] : [sealed])]
    .flatMap((draw) => draw.rounds)
    .flatMap(({ numbers }) => numbers ?? []);
  const round = rounds.find((one) => one.drawn.some(({ name }) => name === sets[0]?.name));
  return {
    numbers: {
      sets: sets.map(({ name, from }) => {
        const [value] = drawn.find((given) => given.name === name)?.values ?? [];
        return { name, from: [...from], ...(value === undefined ? {} : { value }) };
      }),
      isDue: numbersDue !== undefined,
      awaited: dueRound(ceremony) === "numbers" ? [...awaited(ceremony)] : [],
      ...(round === undefined ? {} : { N: round.N, U: round.U }),
    },
  };
}
