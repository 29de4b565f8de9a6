import type { EventOf } from "../../contracts/events/index.ts";
import type { Instant, PersonRef } from "../../contracts/ids.ts";
import type { OutcomeRecord } from "../../contracts/outcome.ts";
import type { MarkTable, OpenedSheet } from "../../contracts/sheet.ts";

export type Submission = Readonly<
  Pick<EventOf<"SheetSubmitted">, "round" | "commitment" | "sealed"> & {
    /** The public key that was due then. */
    sealedTo: string | undefined;
    at: Instant;
  }
>;

export type ReturnedSheet = Readonly<Pick<EventOf<"SheetReturned">, "round" | "problem" | "path">>;

export type Correction = Readonly<Omit<EventOf<"MarkCorrected">, "type"> & { at: Instant }>;

export type Explanation = Readonly<{ member: PersonRef; text: string; at: Instant }>;

/** By when the sheets should be in, who said that this is too soon, and how it moved. */
export type ScoringTime = Readonly<{
  deadline: Instant | undefined;
  /** Members who said so for this deadline. */
  asked: readonly PersonRef[];
  extensions: readonly Readonly<Omit<EventOf<"ScoringExtended">, "type"> & { at: Instant }>[];
}>;

export const noTime: ScoringTime = { deadline: undefined, asked: [], extensions: [] };

export type ScoringState = Readonly<{
  time: ScoringTime;
  /** Locked sheets by member. */
  submitted: Readonly<Record<PersonRef, Submission>>;
  /** The round of each member's newest sheet, and how many results have been computed: neither ever starts again. */
  rounds: Readonly<Record<PersonRef, number>>;
  versions: number;
  /** Every sheet is in, and until they are opened or one comes back no other is taken. */
  isFrozen: boolean;
  /** The last sheet that came back to each member, while it has not been submitted anew. */
  returned: Readonly<Record<PersonRef, ReturnedSheet>>;
  /** Empty until the reveal. */
  opened: Readonly<Record<PersonRef, OpenedSheet>>;
  /** The marks that count: the opened sheets' with all corrections. */
  marks: Readonly<Record<PersonRef, MarkTable>>;
  result: Readonly<{ version: number; outcome: OutcomeRecord }> | undefined;
  /** By warning key, see `warnings.ts`. */
  explanations: Readonly<Record<string, Explanation>>;
  corrections: readonly Correction[];
}>;

export const noScoring: ScoringState = {
  time: noTime,
  submitted: {},
  rounds: {},
  versions: 0,
  isFrozen: false,
  returned: {},
  opened: {},
  marks: {},
  result: undefined,
  explanations: {},
  corrections: [],
};
