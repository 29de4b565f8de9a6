import type { PersonRef } from "../../contracts/ids.ts";
import type { ElectionState } from "./state.ts";

/**
 * The election without a member who is replaced: their ballot is void. Where they led, or had been voted for while no
 * lead was elected, everybody votes again, since nobody can lead who does not sit.
 */
export function withoutVoter(election: ElectionState, out: PersonRef): ElectionState {
  const { [out]: _void, ...ballots } = election.ballots;
  const open = election.lead === undefined || election.lead === out;
  const chosen = election.lead === out || Object.values(ballots).includes(out);
  return open && chosen
    ? { round: election.round + 1, ballots: {}, lead: undefined, votes: 0 }
    : { ...election, ballots };
}
