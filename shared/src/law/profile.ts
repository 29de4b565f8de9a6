import type { FaultClock } from "./fault-clock.ts";
import type { ReplacementReason } from "../contracts/commands/panel.ts";
import type { ReReviewCode } from "../contracts/commands/reopening.ts";
import type { ProfileRef } from "../contracts/tender.ts";
import type { SecrecyRegime } from "./secrecy.ts";

/** A text in both languages. */
export type Bilingual = Readonly<{ zh: string; en: string }>;

/** A rule's value with the place in the law where it stands. */
export type Ruled<T> = Readonly<{ value: T; article: string }>;

/**
 * What is void when a member is replaced: `member`, only what that member did; `all-unless-refilled`, the same while a
 * substitute sits down, and everybody's opinions where nobody can.
 */
export type VoidRule = "member" | "all-unless-refilled";

/**
 * What a conflict of interest with a bidder costs a member: the seat, or that bid alone, while at least `judges` members
 * are left who judge it.
 */
export type RecusalScope = Readonly<{ scope: "panel" } | { scope: "bid"; judges: number }>;

/** What happens when fewer than three bids are valid. */
export type TooFewRule = "fails" | "panel-decides" | "continues";

/**
 * One version of the rules of one regime, as data. Nothing in it is code, so that a tender can pin it by hash; what a
 * rule means is written beside the check that reads it.
 */
export type Profile = Readonly<{
  id: ProfileRef["id"];
  version: string;
  name: Bilingual;
  panel: Readonly<{
    minimum: Ruled<number>;
    odd: Ruled<boolean>;
    /** A larger minimum from this budget on, or where the tender is `special`; null where the law knows none. */
    large: Ruled<Readonly<{ budget: string; minimum: number }>> | null;
    /** Owner representatives are at most one in so many members; 0 = none may sit. */
    representativesOneIn: Ruled<number>;
  }>;
  /** Who may not be drawn. Versions before this was data: see `eligibilityOf`. */
  eligibility?: Readonly<{
    /** Whoever worked for a party to the tender within so many years may not sit. */
    historyYears: Ruled<number>;
    /** The pool is sealed at most so many working days before the meeting; null where the law knows no such window. */
    drawWindow: Ruled<number> | null;
  }>;
  lead: Readonly<{ representativeMayLead: Ruled<boolean> }>;
  replacement: Readonly<{
    reasons: Ruled<readonly ReplacementReason[]>;
    /** Whose opinions are void: see `VoidRule`. */
    voids: Ruled<VoidRule>;
  }>;
  /** What a conflict with one bidder costs. Versions before this was data: the seat. */
  recusal?: Ruled<RecusalScope>;
  /**
   * When more than one in so many of the members say that time is short, the deadline of the scoring has to move. Versions
   * dated before this was data do not know the vote.
   */
  extensionOneIn?: Ruled<number>;
  /** What a signed result may be re-reviewed for, by the panel that signed it. Versions before this was data know none. */
  reReview?: Ruled<readonly ReReviewCode[]>;
  /** How members are called up. Versions before this was data leave it to `call-up.ts`. */
  invitations?: Readonly<{
    /** Seconds from the draw until silence counts as declined, where the tender does not say. */
    answerWithin: Ruled<number>;
    /** Seats that may fall vacant by declining, silence or absence before supervision is told. */
    redrawLimit: Ruled<number>;
  }>;
  /** Which table of `secrecy.ts` says who learns what, when; `by-arrival` where a version does not say. */
  secrecy?: Ruled<SecrecyRegime>;
  /** How long a fault may last. Versions before this was data leave it to `fault-clock.ts`. */
  faults?: FaultClock;
  /** Whether members' faces and voices have to be disguised, whatever the tender says. Versions before this was data: no. */
  disguise?: Ruled<boolean>;
  /** Whether the tender may name the host to cosign for a missing witness. Versions before this was data know none. */
  substituteWitness?: Ruled<boolean>;
  tooFewValid: Ruled<TooFewRule>;
  tooFewReceived: Ruled<TooFewRule>;
  /** The lawful range of the price's share of all points in percent, by subject; null where the law sets none. */
  priceShareMinimum: Ruled<Readonly<{ goods: number; services: number; works: number }>> | null;
  trimmedPrices: Ruled<boolean>;
  /** Only what the tender document states may be scored. Versions before this was data do not ask for the document. */
  statedCriteria?: Ruled<boolean>;
  candidates: Ruled<number>;
  /** Sound, picture and desktop of every seat are recorded. Versions before this was data do not ask for it. */
  recording?: Ruled<boolean>;
  /** So long the record and its recordings are kept, from the archive on. */
  retentionYears: Ruled<number>;
  /** Items that every preliminary review decides, before those the method adds. */
  reviewItems: readonly Readonly<{ id: string; name: Bilingual }>[];
}>;
