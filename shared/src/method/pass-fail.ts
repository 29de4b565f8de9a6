import { isPassFail } from "./item.ts";
import type { Item } from "./item.ts";
import type { Sheet } from "./marks.ts";

/** One pass-fail item as the panel voted. */
export type PassFailCount = {
  readonly item: string;
  readonly passes: number;
  readonly fails: number;
};

/** The votes on each pass-fail item of one bid. */
export const countVotes = (
  items: readonly Item[],
  sheets: readonly Sheet[],
): readonly PassFailCount[] =>
  items.filter(isPassFail).map(({ id }) => ({
    item: id,
    passes: sheets.filter((sheet) => sheet[id] === "pass").length,
    fails: sheets.filter((sheet) => sheet[id] === "fail").length,
  }));

/** A rejection is a shared finding and needs a majority: an even split rejects nobody. */
export const failedByMajority = (count: PassFailCount): boolean => count.fails > count.passes;

export const isSplitVote = (count: PassFailCount): boolean =>
  count.fails === count.passes && count.fails > 0;
