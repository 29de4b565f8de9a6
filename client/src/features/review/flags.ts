import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { compareDecimals } from "@yuanping/shared/method/index.ts";

type Result = NonNullable<EvaluationView["result"]>;
export type Flag = "high" | "low";

/** Which marks the computation points out, by bid, member and item, and how many a member has in a bid. */
export type Flags = Readonly<{
  of: (bid: string, member: string, item: string) => Flag | undefined;
  count: (bid: string, member: string) => number;
}>;

const keyOf = (...parts: readonly string[]) => JSON.stringify(parts);

/** The marks that a warning names, which is the same for every viewer and in the record. */
export function flagsOf({ warnings, outcome, marks }: Result): Flags {
  const named = new Set<string>();
  const counts = new Map<string, number>();
  for (const { bid, item, member } of warnings) {
    if (member === undefined) continue;
    named.add(keyOf(bid, member, item));
    counts.set(keyOf(bid, member), (counts.get(keyOf(bid, member)) ?? 0) + 1);
  }
  return {
    count: (bid, member) => counts.get(keyOf(bid, member)) ?? 0,
    of: (bid, member, item) => {
      if (!named.has(keyOf(bid, member, item))) return undefined;
      const ranked = outcome.bids[bid];
      const mark = marks[member]?.[bid]?.[item];
      const panel = ranked?.status === "ranked" ? ranked.items[item] : undefined;
      if (mark === undefined || mark === null || panel === undefined) return undefined;
      return compareDecimals(mark, panel) < 0 ? "low" : "high";
    },
  };
}
