import type { ReReviewCode, RollbackTarget } from "../../contracts/commands/reopening.ts";
import type { KeptSheet } from "../../contracts/events/reopening.ts";
import type { Digest, Instant, PersonRef } from "../../contracts/ids.ts";
import type { Stage } from "../../contracts/stages.ts";
import type { Standing } from "../report/state.ts";
import type { ScoringState } from "../scoring/state.ts";

/** A rollback that waits for the supervisor. It lapses when the stage changes in another way. */
export type RollbackRequest = Readonly<{
  number: number;
  from: Stage;
  to: RollbackTarget;
  reason: string;
  at: Instant;
}>;

export type RefusedRequest = RollbackRequest &
  Readonly<{ answer: Readonly<{ reason: string; at: Instant }> }>;

/** What stood before the panel's work was opened again: it counts no more, and stays on record. */
export type Kept = Readonly<{
  /** Why: a rollback, with its request, or a re-review, with its code. */
  cause: Readonly<
    | { kind: "rollback"; request: RollbackRequest; sheets: readonly KeptSheet[]; snapshot: Digest }
    | { kind: "re-review"; code: ReReviewCode; reason: string }
  >;
  at: Instant;
  result: ScoringState["result"];
  corrections: ScoringState["corrections"];
  /** The report that was issued then, by its hashes, and how the members stood to it. */
  report:
    | Readonly<{
        json: Digest;
        html: Digest;
        at: Instant;
        standings: Readonly<Record<PersonRef, Standing>>;
      }>
    | undefined;
}>;

export type ReopeningState = Readonly<{
  /** Requests for a rollback so far. */
  requests: number;
  pending: RollbackRequest | undefined;
  refused: readonly RefusedRequest[];
  /** The re-review under way. */
  reReview: Readonly<{ code: ReReviewCode; reason: string; at: Instant }> | undefined;
  kept: readonly Kept[];
}>;

export const noReopening: ReopeningState = {
  requests: 0,
  pending: undefined,
  refused: [],
  reReview: undefined,
  kept: [],
};
