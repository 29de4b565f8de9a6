import type { BidInput } from "./bid.ts";
import { isDecimal } from "./decimal.ts";
import { isPassFail } from "./item.ts";
import type { Item } from "./item.ts";
import type { Mark, Marks, Sheet } from "./marks.ts";
import { methodFaults, repeated } from "./method-faults.ts";
import type { Fault } from "./method-faults.ts";
import type { Method } from "./method-schema.ts";
import { countVotes, failedByMajority } from "./pass-fail.ts";
import { priceRejection } from "./price-limits.ts";

type CaseLike = Method & { readonly bids: readonly BidInput[]; readonly marks: Marks };

/** More would only bury the first, which is the one that is told. */
const mostFaults = 20;

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

const ofWrongKind = (item: Item, mark: Mark): string | undefined => {
  if (mark === null) return undefined;
  if (isPassFail(item)) {
    return isDecimal(mark) ? 'must be "pass" or "fail" on a pass-fail item' : undefined;
  }
  return isDecimal(mark) ? undefined : "must be a decimal on a scored item";
};

const kindFaults = ({ bids, items, marks }: CaseLike): readonly Fault[] => {
  const known = new Map(items.map((item) => [item.id, item]));
  const faults: Fault[] = [];
  for (const bid of bids) {
    for (const [member, sheet] of Object.entries(marks[bid.id] ?? {})) {
      for (const id of Object.keys(sheet)) {
        const item = known.get(id);
        const mark = sheet[id] ?? null;
        const message = item === undefined ? "is not one of the items" : ofWrongKind(item, mark);
        if (message !== undefined) faults.push({ path: ["marks", bid.id, member, id], message });
        if (faults.length >= mostFaults) return faults;
      }
    }
  }
  return faults;
};

const membersOf = (marks: Marks): readonly string[] => [
  ...new Set(Object.values(marks).flatMap((sheets) => Object.keys(sheets))),
];

const emptySheet: Sheet = {};

/** The empty places of one bid's sheets that the method does not allow. */
const missingOf = (evaluation: CaseLike, bid: string, members: readonly string[]): Fault[] => {
  const sheets = evaluation.marks[bid] ?? {};
  const empty = (member: string, item: Item) =>
    ((sheets[member] ?? emptySheet)[item.id] ?? null) === null;
  const votes = evaluation.items.filter(isPassFail);
  const rejected = countVotes(votes, Object.values(sheets)).some(failedByMajority);
  return evaluation.items.flatMap((item): Fault[] => {
    // A bid that failed the preliminary review is not scored, so its scored items may stay empty.
    if (!isPassFail(item) && rejected) return [];
    const without = members.filter((member) => empty(member, item));
    if (without.length === members.length) {
      const path = ["marks", bid, ...members.slice(0, 1), item.id];
      return [{ path, message: "must hold a mark of at least one member" }];
    }
    if (!isPassFail(item) && item.kind === "subjective" && evaluation.missing === "leave-out")
      return [];
    return without.map((member) => ({
      path: ["marks", bid, member, item.id],
      message: "must not be empty",
    }));
  });
};

const missingFaults = (evaluation: CaseLike): readonly Fault[] => {
  const members = membersOf(evaluation.marks);
  const faults: Fault[] = [];
  for (const bid of evaluation.bids) {
    if (priceRejection(evaluation.price, bid) !== undefined) continue;
    faults.push(...missingOf(evaluation, bid.id, members));
    if (faults.length >= mostFaults) return faults;
  }
  return faults;
};

/** Where a case contradicts itself, first things first; empty when it can be computed. */
export const caseFaults = (evaluation: CaseLike): readonly Fault[] => {
  const checks = [methodFaults, bidFaults, unknownBids, kindFaults, missingFaults];
  for (const check of checks) {
    const faults = check(evaluation);
    if (faults.length > 0) return faults.slice(0, mostFaults);
  }
  return [];
};
