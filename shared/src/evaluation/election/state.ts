import type { PersonRef } from "../../contracts/ids.ts";

export type ElectionState = Readonly<{
  /** Counts from 1; a tie begins the next. */
  round: number;
  /** Voter → candidate, of this round. */
  ballots: Readonly<Record<PersonRef, PersonRef>>;
  lead: PersonRef | undefined;
  /** Votes the lead got, and how often a round was tied. */
  votes: number;
}>;

export const noElection: ElectionState = { round: 1, ballots: {}, lead: undefined, votes: 0 };
