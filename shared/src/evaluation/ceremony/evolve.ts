import type { EventOf } from "../../contracts/events/index.ts";
import type { PoolEntry } from "../../draw/index.ts";
import type { CeremonyState, DrawnRound, SealedDraw, Vacancy } from "./state.ts";
import { isForVacancies, noCeremony, missingFrom } from "./state.ts";

export function keyDeclared(
  ceremony: CeremonyState,
  { party, vkey }: EventOf<"KeyDeclared">,
): CeremonyState {
  return { ...ceremony, keys: { ...ceremony.keys, [party]: vkey } };
}

export function drawSealed(
  ceremony: CeremonyState,
  { drawId, spec, chances }: EventOf<"DrawSealed">,
): CeremonyState {
  const sealed = { drawId, spec, chances, commits: {}, cosigned: {}, rounds: [], reveals: {} };
  return { ...ceremony, sealed };
}

/** @param size events in the stream, this one included */
export function drawCommitted(
  ceremony: CeremonyState,
  { party, anchor, signature }: EventOf<"DrawCommitted">,
  size: number,
): CeremonyState {
  const changed = changeSealed(ceremony, ({ commits }) => ({
    commits: { ...commits, [party]: { anchor, signature } },
  }));
  const isLast = missingFrom(changed.sealed?.commits ?? {}).length === 0;
  return isLast ? { ...changed, sealedSize: size } : changed;
}

export function drawCosigned(
  ceremony: CeremonyState,
  { party, note }: EventOf<"DrawCosigned">,
): CeremonyState {
  return changeSealed(ceremony, ({ cosigned }) => ({ cosigned: { ...cosigned, [party]: note } }));
}

export function drawRevealed(
  ceremony: CeremonyState,
  { party, value }: EventOf<"DrawRevealed">,
): CeremonyState {
  return changeSealed(ceremony, ({ reveals }) => ({ reveals: { ...reveals, [party]: value } }));
}

/**
 * The next attempt begins with the same keys, except those of the missing, who may have lost them; what was sealed is
 * void. A draw that had seated members stays on record as what it was, and the next one is for the vacant seats alone.
 */
export function drawVoided(
  ceremony: CeremonyState,
  event: EventOf<"DrawVoided">,
  pool: readonly PoolEntry[],
): CeremonyState {
  const { keys, sealed, past, vacancies, later, numbersDue, drawn } = ceremony;
  const hasDrawn = sealed !== undefined && sealed.rounds.length > 0;
  const kept = Object.entries(keys).filter(
    ([party]) => !event.missing.some((one) => one === party),
  );
  return {
    ...noCeremony,
    keys: Object.fromEntries(kept),
    voided: [...ceremony.voided, event],
    past: hasDrawn ? [...past, { sealed, sealedSize: ceremony.sealedSize, pool }] : past,
    vacancies: [...vacancies, ...later],
    numbersDue,
    drawn,
  };
}

/** A seat that falls vacant while a round is under way waits for the next one. */
export function seatVacated(
  ceremony: CeremonyState,
  { member, seat, reason, evidence, unfillable }: EventOf<"SeatVacated">,
  at: number,
): CeremonyState {
  const isFinal = unfillable === undefined ? {} : { unfillable };
  const vacancy: Vacancy = { member, seat, reason, evidence, at, ...isFinal };
  const { sealed } = ceremony;
  const isSealedWithout =
    sealed !== undefined && isForVacancies(sealed) && sealed.rounds.length === 0;
  const isUnderWay = isSealedWithout || Object.keys(sealed?.reveals ?? {}).length > 0;
  return isUnderWay
    ? { ...ceremony, later: [...ceremony.later, vacancy] }
    : { ...ceremony, vacancies: [...ceremony.vacancies, vacancy] };
}

/** The round is over; the seats that fell vacant during it are the next one's. */
export function roundDrawn(
  ceremony: CeremonyState,
  drawn: Pick<DrawnRound, "key" | "N" | "U" | "rejected" | "panel" | "numbers">,
): CeremonyState {
  const { vacancies, later } = ceremony;
  const { key, N, U, rejected, panel, numbers } = drawn;
  const beside = numbers === undefined ? {} : { numbers };
  const after = changeSealed(ceremony, ({ rounds, reveals }) => ({
    rounds: [...rounds, { reveals, key, N, U, rejected, panel, ...beside, vacancies }],
    reveals: {},
  }));
  return { ...after, vacancies: later, later: [] };
}

/** The bids are open: from here on the coefficients that wait for it are due. */
export function bidsOpened(ceremony: CeremonyState, isAwaited: boolean, at: number): CeremonyState {
  return isAwaited ? { ...ceremony, numbersDue: at } : ceremony;
}

/** With the panel, or as a round of its own that fills no seat. */
export function numbersGiven(
  ceremony: CeremonyState,
  { round, key, N, U, drawn }: EventOf<"NumbersDrawn">,
): CeremonyState {
  const numbers = { N, U, drawn };
  const all = { drawn: [...ceremony.drawn, ...drawn] };
  if (round < (ceremony.sealed?.rounds.length ?? 0)) {
    const given = changeSealed(ceremony, ({ rounds }) => ({
      rounds: rounds.map((one, place) => (place === round ? { ...one, numbers } : one)),
    }));
    return { ...given, ...all };
  }
  const alone = { key, N: "1", U: "0", rejected: [], panel: [], numbers };
  return { ...roundDrawn(ceremony, alone), ...all, numbersDue: undefined };
}

function changeSealed(
  ceremony: CeremonyState,
  change: (sealed: SealedDraw) => Partial<SealedDraw>,
): CeremonyState {
  const { sealed } = ceremony;
  return sealed === undefined
    ? ceremony
    : { ...ceremony, sealed: { ...sealed, ...change(sealed) } };
}
