import type { BidInput } from "./bid.ts";
import { markFaults, mostFaults } from "./mark-faults.ts";
import type { Marks } from "./marks.ts";
import { methodFaults, repeated } from "./method-faults.ts";
import type { Fault } from "./method-faults.ts";
import type { Method } from "./method-schema.ts";

type CaseLike = Method & { readonly bids: readonly BidInput[]; readonly marks: Marks };

const bidFaults = ({ bids, price, order }: CaseLike): readonly Fault[] => [
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

const unknownBids = ({ bids, marks }: CaseLike): readonly Fault[] => {
  const known = new Set(bids.map((bid) => bid.id));
  return Object.keys(marks)
    .filter((bid) => !known.has(bid))
    .map((bid) => ({ path: ["marks", bid], message: "is not one of the bids" }));
};

/** Where a case contradicts itself, first things first; empty when it can be computed. */
export const caseFaults = (evaluation: CaseLike): readonly Fault[] => {
  const checks = [methodFaults, bidFaults, unknownBids, markFaults];
  for (const check of checks) {
    const faults = check(evaluation);
    if (faults.length > 0) return faults.slice(0, mostFaults);
  }
  return [];
};
