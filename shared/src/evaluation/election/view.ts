import type { EvaluationView } from "../../contracts/view.ts";
import { knows, type Viewer } from "../knowledge.ts";
import { codesOf, sitting } from "../panel/state.ts";
import type { Evaluation } from "../state.ts";

/** How far the election is: who leads, how many have voted, and never for whom. Blank for who may not see the panel. */
export function electionView(state: Evaluation, viewer: Viewer): EvaluationView["election"] {
  if (!knows.panel(state, viewer)) return { round: 1, voted: false, cast: 0 };
  const { election, panel } = state;
  const lead = codesOf(panel).get(election.lead ?? "");
  return {
    round: election.round,
    voted: election.ballots[viewer.person] !== undefined,
    cast: sitting(panel).filter(({ person }) => election.ballots[person] !== undefined).length,
    ...(lead === undefined ? {} : { lead }),
  };
}
