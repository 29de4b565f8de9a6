import { isPassFail } from "./item.ts";
import type { Item } from "./item.ts";
import type { Row } from "./mark-rows.ts";

/** One pass-fail item as the panel voted. */
export type PassFailCount = {
  readonly item: string;
  readonly passes: number;
  readonly fails: number;
};

/** The votes on each pass-fail item of one bid. */
export const countVotes = (
  items: readonly Item[],
  rows: readonly Row[],
): readonly PassFailCount[] =>
  items.flatMap((item, position) =>
    isPassFail(item)
      ? [
          {
            item: item.id,
            passes: rows.filter((row) => row[position] === "pass").length,
            fails: rows.filter((row) => row[position] === "fail").length,
          },
        ]
      : [],
  );

/** A rejection is a shared finding and needs a majority: an even split rejects nobody. */
export const failedByMajority = (count: PassFailCount): boolean => count.fails > count.passes;

export const isSplitVote = (count: PassFailCount): boolean =>
  count.fails === count.passes && count.fails > 0;
