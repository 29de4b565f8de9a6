import type { EventOf } from "../../contracts/events/index.ts";
import type { CeremonyState, DrawnRound, SealedDraw, Vacancy } from "./state.ts";
import { noCeremony, missingFrom } from "./state.ts";

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

/** The next attempt begins with the same keys; what was sealed is void. */
export function drawVoided(ceremony: CeremonyState, event: EventOf<"DrawVoided">): CeremonyState {
  return { ...noCeremony, keys: ceremony.keys, voided: [...ceremony.voided, event] };
}

/** A seat that falls vacant while a round is under way waits for the next one. */
export function seatVacated(
  ceremony: CeremonyState,
  { member, seat, reason, evidence }: EventOf<"SeatVacated">,
): CeremonyState {
  const vacancy: Vacancy = { member, seat, reason, evidence };
  const isUnderWay = Object.keys(ceremony.sealed?.reveals ?? {}).length > 0;
  return isUnderWay
    ? { ...ceremony, later: [...ceremony.later, vacancy] }
    : { ...ceremony, vacancies: [...ceremony.vacancies, vacancy] };
}

/** The round is over; the seats that fell vacant during it are the next one's. */
export function roundDrawn(
  ceremony: CeremonyState,
  drawn: Pick<DrawnRound, "key" | "N" | "U" | "rejected" | "panel">,
): CeremonyState {
  const { vacancies, later } = ceremony;
  const { key, N, U, rejected, panel } = drawn;
  const after = changeSealed(ceremony, ({ rounds, reveals }) => ({
    rounds: [...rounds, { reveals, key, N, U, rejected, panel, vacancies }],
    reveals: {},
  }));
  return { ...after, vacancies: later, later: [] };
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
