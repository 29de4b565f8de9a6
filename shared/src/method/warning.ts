import type { BilingualText } from "./text.ts";

export type WarningCode =
  | "mark-out-of-range"
  | "mark-far-from-mean"
  | "objective-marks-differ"
  | "no-mark"
  | "split-vote"
  | "price-abnormally-low"
  | "more-warnings";

/** Something a person must look at; it changes no number (发改法规〔2026〕195号: AI never decides). */
export type Warning = {
  readonly code: WarningCode;
  readonly bid: string;
  readonly item: string;
  readonly member?: string;
  readonly text: string;
  readonly textEn: string;
};

/**
 * Findings of one kind at one place, one for each mark concerned. The sentences are written only for
 * those that are shown: a huge panel can have millions.
 */
export type Finding = {
  readonly code: WarningCode;
  readonly bid: string;
  readonly item: string;
  /** Where in the item's marks the members stand whom it concerns; absent: it concerns the place. */
  readonly at?: readonly number[];
  readonly member?: (index: number) => string;
  readonly write: (index: number) => BilingualText;
};
