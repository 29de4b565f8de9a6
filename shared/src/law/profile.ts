import type { ReplacementReason } from "../contracts/commands/panel.ts";
import type { ProfileRef } from "../contracts/tender.ts";

/** A text in both languages. */
export type Bilingual = Readonly<{ zh: string; en: string }>;

/** A rule's value with the place in the law where it stands. */
export type Ruled<T> = Readonly<{ value: T; article: string }>;

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
  lead: Readonly<{ representativeMayLead: Ruled<boolean> }>;
  replacement: Readonly<{
    reasons: Ruled<readonly ReplacementReason[]>;
    /** `member`: only what the replaced member did is void. */
    voids: Ruled<"member">;
  }>;
  tooFewValid: Ruled<TooFewRule>;
  tooFewReceived: Ruled<TooFewRule>;
  /** The lawful range of the price's share of all points in percent, by subject; null where the law sets none. */
  priceShareMinimum: Ruled<Readonly<{ goods: number; services: number; works: number }>> | null;
  trimmedPrices: Ruled<boolean>;
  candidates: Ruled<number>;
  retentionYears: Ruled<number>;
  /** Items that every preliminary review decides, before those the method adds. */
  reviewItems: readonly Readonly<{ id: string; name: Bilingual }>[];
}>;
