import type { EventOf } from "../../contracts/events/index.ts";
import type { Digest, Instant } from "../../contracts/ids.ts";
import {
  drawParties,
  type CeremonySpec,
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
}>;

export const noCeremony: CeremonyState = {
  keys: {},
  voided: [],
  sealed: undefined,
  past: [],
  sealedSize: 0,
  vacancies: [],
  later: [],
};

/**
 * `keys`: parties still name their keys; `sealing`: the agency may seal; then all parties commit, freeze and reveal.
 * `rest`: nothing is due until a seat falls vacant.
 */
export type CeremonyPhase = "keys" | "sealing" | "commit" | "freeze" | "reveal" | "rest";

export function phaseOf({ keys, sealed, vacancies }: CeremonyState): CeremonyPhase {
  if (sealed === undefined) return missingFrom(keys).length > 0 ? "keys" : "sealing";
  if (missingFrom(sealed.commits).length > 0) return "commit";
  if (missingFrom(sealed.cosigned).length > 0) return "freeze";
  return sealed.rounds.length === 0 || vacancies.length > 0 ? "reveal" : "rest";
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

/** A vacant seat cannot be filled by this draw's next round, so that only a draw of its own can. */
export function isBlocked({ sealed, vacancies }: CeremonyState): boolean {
  const hasDrawn = (sealed?.rounds.length ?? 0) > 0;
  return hasDrawn && vacancies.some(({ unfillable }) => unfillable === true);
}

/** Whether a draw fills the vacant seats of a panel that sits already. */
export function isForVacancies({ spec }: SealedDraw): boolean {
  return spec.keep !== undefined;
}

/** What a party showed last: its anchor, or its reveal of the round before. */
export function shownBy(sealed: SealedDraw, party: DrawParty): Digest | undefined {
  return sealed.rounds.at(-1)?.reveals[party] ?? sealed.commits[party]?.anchor;
}
