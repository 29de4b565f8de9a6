import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import type { ScoringState } from "./state.ts";
import { withoutVote } from "./time.ts";

export function sheetSubmitted(
  scoring: ScoringState,
  { member, round, commitment, sealed }: EventOf<"SheetSubmitted">,
  at: Instant,
  sealedTo: string | undefined,
): ScoringState {
  const submission = { round, commitment, sealed, sealedTo, at };
  return {
    ...scoring,
    submitted: { ...scoring.submitted, [member]: submission },
    rounds: { ...scoring.rounds, [member]: round },
  };
}

/** The same sheet for another key: commitment, round and time stay. */
export function sheetResealed(
  scoring: ScoringState,
  { member, sealed }: EventOf<"SheetResealed">,
  sealedTo: string | undefined,
): ScoringState {
  const own = scoring.submitted[member];
  if (own === undefined) return scoring;
  const submission = { ...own, sealed, sealedTo };
  return { ...scoring, submitted: { ...scoring.submitted, [member]: submission } };
}

/** The sheet is unlocked; its member is told what is wrong and submits the next round. */
export function sheetReturned(
  scoring: ScoringState,
  { member, round, problem, path }: EventOf<"SheetReturned">,
): ScoringState {
  const { [member]: _unlocked, ...submitted } = scoring.submitted;
  return {
    ...scoring,
    submitted,
    isFrozen: false,
    returned: { ...scoring.returned, [member]: { round, problem, path } },
  };
}

export function sheetOpened(
  scoring: ScoringState,
  { member, opened }: EventOf<"SheetOpened">,
): ScoringState {
  return {
    ...scoring,
    opened: { ...scoring.opened, [member]: opened },
    marks: { ...scoring.marks, [member]: opened.sheet.marks },
  };
}

export function markCorrected(
  scoring: ScoringState,
  event: EventOf<"MarkCorrected">,
  at: Instant,
): ScoringState {
  const { type: _type, ...correction } = event;
  const marks = scoring.marks[event.member] ?? {};
  const row = { ...marks[event.bid], [event.item]: event.after };
  return {
    ...scoring,
    corrections: [...scoring.corrections, { ...correction, at }],
    marks: { ...scoring.marks, [event.member]: { ...marks, [event.bid]: row } },
  };
}

export function warningExplained(
  scoring: ScoringState,
  { member, warning, text }: EventOf<"WarningExplained">,
  at: Instant,
): ScoringState {
  return {
    ...scoring,
    explanations: { ...scoring.explanations, [warning]: { member, text, at } },
  };
}

/** A replaced member's sheet is void. */
export function withoutSheetOf(scoring: ScoringState, person: PersonRef): ScoringState {
  const { [person]: _void, ...submitted } = scoring.submitted;
  return { ...scoring, submitted, isFrozen: false, time: withoutVote(scoring.time, person) };
}
