import type { EventOf } from "../../contracts/events/index.ts";
import type { Digest, Instant } from "../../contracts/ids.ts";
import {
  drawParties,
  type CeremonySpec,
  type DrawnNumbers,
  type DrawParty,
  type PanelSeat,
  type StatedChances,
  type PoolEntry,
} from "../../draw/index.ts";

type ByParty<T> = Readonly<Partial<Record<DrawParty, T>>>;

/** A finished round of the draw: the panel itself (0) or one substitution. */
export type DrawnRound = Readonly<{
  reveals: ByParty<Digest>;
  key: Digest;
  N: string;
  U: string;
  rejected: readonly string[];
  panel: readonly PanelSeat[];
  /** What was drawn beside members. */
  numbers?: DrawnNumbers;
  /** The seats that this round filled anew. */
  vacancies: readonly Vacancy[];
}>;

/** A seat that waits for a substitute. */
export type Vacancy = Readonly<
  Pick<EventOf<"SeatVacated">, "member" | "seat" | "reason" | "evidence" | "unfillable"> & {
    at: Instant;
  }
>;

/** A draw from its sealing on. */
export type SealedDraw = Readonly<{
  drawId: Digest;
  spec: CeremonySpec;
  chances: StatedChances;
  commits: ByParty<Readonly<{ anchor: Digest; signature: string }>>;
  /** Each party's note; all have the same text. */
  cosigned: ByParty<string>;
  rounds: readonly DrawnRound[];
  /** What has been revealed in the round that is under way. */
  reveals: ByParty<Digest>;
}>;

export type PastDraw = Readonly<{
  sealed: SealedDraw;
  sealedSize: number;
  pool: readonly PoolEntry[];
}>;

export type CeremonyState = Readonly<{
  keys: ByParty<string>;
  /** Attempts so far that came to nothing. */
  voided: readonly EventOf<"DrawVoided">[];
  sealed: SealedDraw | undefined;
  /** Draws that seated members and then could not go on, because a party had lost its secret or the pool was spent. */
  past: readonly PastDraw[];
  /** Events in the stream when the last party had committed: the frozen checkpoint holds at least so many. */
  sealedSize: number;
  /** Seats that the next round of the draw, or the one under way, fills. */
  vacancies: readonly Vacancy[];
  /** Seats that fell vacant after that round had begun. */
  later: readonly Vacancy[];
  /** Since when coefficients wait to be drawn: the bids are open. */
  numbersDue: Instant | undefined;
  /** All numbers drawn so far, by the name of their set. */
  drawn: DrawnNumbers["drawn"];
}>;

export const noCeremony: CeremonyState = {
  keys: {},
  voided: [],
  sealed: undefined,
  past: [],
  sealedSize: 0,
  vacancies: [],
  later: [],
  numbersDue: undefined,
  drawn: [],
};

/**
 * `keys`: parties still name their keys; `sealing`: the agency may seal; then all parties commit, freeze and reveal.
 * `rest`: nothing is due until a seat falls vacant, or the bids are open and coefficients have to be drawn.
 */
export type CeremonyPhase = "keys" | "sealing" | "commit" | "freeze" | "reveal" | "rest";

export function phaseOf(ceremony: CeremonyState): CeremonyPhase {
  const { keys, sealed } = ceremony;
  if (sealed === undefined) return missingFrom(keys).length > 0 ? "keys" : "sealing";
  if (missingFrom(sealed.commits).length > 0) return "commit";
  if (missingFrom(sealed.cosigned).length > 0) return "freeze";
  return dueRound(ceremony) === undefined ? "rest" : "reveal";
}

/** What the round that is due, or under way, draws: seats come before numbers. */
export function dueRound({
  sealed,
  vacancies,
  numbersDue,
}: CeremonyState): "panel" | "substitutes" | "numbers" | undefined {
  if (sealed === undefined) return undefined;
  const isFirst = sealed.rounds.length === 0;
  if (isFirst && !isForVacancies(sealed)) return "panel";
  if (vacancies.length > 0) return "substitutes";
  return numbersDue === undefined ? undefined : "numbers";
}

/** The parties that have not yet given theirs, in the order of the spec. */
export function missingFrom(given: ByParty<unknown>): readonly DrawParty[] {
  return drawParties.filter((party) => given[party] === undefined);
}

/** The parties that the ceremony waits for now. */
export function awaited(ceremony: CeremonyState): readonly DrawParty[] {
  const { keys, sealed } = ceremony;
  switch (phaseOf(ceremony)) {
    case "keys":
      return missingFrom(keys);
    case "commit":
      return missingFrom(sealed?.commits ?? {});
    case "freeze":
      return missingFrom(sealed?.cosigned ?? {});
    case "reveal":
      return isBlocked(ceremony) ? [] : missingFrom(sealed?.reveals ?? {});
    case "sealing":
    case "rest":
      return [];
  }
}

/**
 * This draw's next round cannot give what is due, so that only a draw of its own can: nobody can take a vacant seat, or
 * the parties' chains are spent.
 */
export function isBlocked(ceremony: CeremonyState): boolean {
  const { sealed, vacancies } = ceremony;
  if (sealed === undefined || sealed.rounds.length === 0) return false;
  return (
    vacancies.some(({ unfillable }) => unfillable === true) ||
    (dueRound(ceremony) === "numbers" && sealed.rounds.length >= sealed.spec.chainLen)
  );
}

/** Whether a draw fills the vacant seats of a panel that sits already. */
export function isForVacancies({ spec }: SealedDraw): boolean {
  return spec.keep !== undefined;
}

/** What a party showed last: its anchor, or its reveal of the round before. */
export function shownBy(sealed: SealedDraw, party: DrawParty): Digest | undefined {
  return sealed.rounds.at(-1)?.reveals[party] ?? sealed.commits[party]?.anchor;
}
