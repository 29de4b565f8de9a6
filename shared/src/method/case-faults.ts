import type { BidInput } from "./bid.ts";
import { markFaults, mostFaults } from "./mark-faults.ts";
import type { MarkRows } from "./mark-rows.ts";
import type { Item } from "./item.ts";
import type { Marks } from "./marks.ts";
import { methodFaults, repeated } from "./method-faults.ts";
import type { Fault } from "./method-faults.ts";
import type { Method } from "./method-schema.ts";

type Rules = Method & {
  readonly bids: readonly BidInput[];
  readonly recused?: Readonly<Record<string, readonly string[]>> | undefined;
};

const bidFaults = ({ bids, price, order }: Rules): readonly Fault[] => [
  ...repeated(bids.map((bid) => bid.id)).map((index) => ({
    path: ["bids", index, "id"],
    message: "must not be used twice",
  })),
  ...bids.flatMap((bid, index) =>
    bid.price === undefined && (price !== null || order[0] === "price-asc")
      ? [{ path: ["bids", index, "price"], message: "must be stated: the method looks at prices" }]
      : [],
  ),
];

const unknownBids = ({ bids }: Rules, rows: MarkRows): readonly Fault[] => {
  const known = new Set(bids.map((bid) => bid.id));
  return [...rows.bids.keys()]
    .filter((bid) => !known.has(bid))
    .map((bid) => ({ path: ["marks", bid], message: "is not one of the bids" }));
};

/** Marks on items that are not there: rows have no place for them. */
export const strayMarks = (items: readonly Item[], marks: Marks): readonly Fault[] => {
  const known = new Set(items.map((item) => item.id));
  const faults: Fault[] = [];
  for (const [bid, sheets] of Object.entries(marks)) {
    for (const [member, sheet] of Object.entries(sheets)) {
      for (const item of Object.keys(sheet)) {
        if (known.has(item)) continue;
        faults.push({ path: ["marks", bid, member, item], message: "is not one of the items" });
      }
      if (faults.length >= mostFaults) return faults;
    }
  }
  return faults;
};

/** Methods that compare whole sheets have no answer for a sheet without a bid. */
const recusalFaults = ({ recused, aggregate }: Rules): readonly Fault[] =>
  recused !== undefined && (aggregate.kind === "drop-member" || aggregate.kind === "rank-sum")
    ? [{ path: ["recused"], message: `cannot be with aggregate ${aggregate.kind}` }]
    : [];

/**
 * Where a case contradicts itself, first things first; empty when it can be computed. `strays` are
 * the marks that found no place in the rows.
 */
export const caseFaults = (
  rules: Rules,
  rows: MarkRows,
  strays: readonly Fault[],
): readonly Fault[] => {
  const checks = [methodFaults, bidFaults, unknownBids, () => strays, recusalFaults, markFaults];
  for (const check of checks) {
    const faults = check(rules, rows);
    if (faults.length > 0) return faults.slice(0, mostFaults);
  }
  return [];
};
