import type { BidInput } from "./bid.ts";
import { isPassFail } from "./item.ts";
import type { Item } from "./item.ts";
import type { Mark, Marks, Sheet } from "./marks.ts";
import { membersOf, sheetsOf } from "./members.ts";
import type { Fault } from "./method-faults.ts";
import type { Method } from "./method-schema.ts";
import { countVotes, failedByMajority } from "./pass-fail.ts";
import { priceRejection } from "./price-limits.ts";

/** More would only bury the first, which is the one that is told. */
export const mostFaults = 20;

type CaseLike = Pick<Method, "items" | "missing" | "price"> & {
  readonly bids: readonly BidInput[];
  readonly marks: Marks;
};

/** How far a bid came, which says what of its sheets may be empty. */
type Stage = "not-opened" | "not-scored" | "scored";

const stageOf = (evaluation: CaseLike, bid: BidInput): Stage => {
  if (priceRejection(evaluation.price, bid) !== undefined) return "not-opened";
  const sheets = Object.values(sheetsOf(evaluation.marks, bid.id));
  const failed = countVotes(evaluation.items, sheets).some(failedByMajority);
  return failed ? "not-scored" : "scored";
};

const mayBeEmpty = (item: Item, stage: Stage, missing: Method["missing"]): boolean => {
  if (stage === "not-opened") return true;
  if (isPassFail(item)) return false;
  return stage === "not-scored" || (missing === "leave-out" && item.kind === "subjective");
};

const isVote = (mark: Mark): boolean => mark === "pass" || mark === "fail";

const wrongKind = (item: Item, mark: Mark): string | undefined => {
  if (isVote(mark) === isPassFail(item)) return undefined;
  return isPassFail(item)
    ? 'must be "pass" or "fail" on a pass-fail item'
    : "must be a decimal on a scored item";
};

type Place = { readonly bid: string; readonly member: string };

const sheetFaults = (
  place: Place,
  sheet: Sheet,
  items: readonly Item[],
  emptyAllowed: ReadonlySet<Item>,
): Fault[] => {
  const faults: Fault[] = [];
  const path = (item: string) => ["marks", place.bid, place.member, item];
  let found = 0;
  for (const item of items) {
    const mark = sheet[item.id];
    if (mark !== undefined) found += 1;
    const empty = mark === undefined || mark === null;
    if (empty && emptyAllowed.has(item)) continue;
    const message = empty ? "must not be empty" : wrongKind(item, mark);
    if (message !== undefined) faults.push({ path: path(item.id), message });
  }
  const written = Object.keys(sheet);
  if (found === written.length) return faults;
  const known = new Set(items.map((item) => item.id));
  const unknown = written.filter((id) => !known.has(id));
  return [
    ...unknown.map((id) => ({ path: path(id), message: "is not one of the items" })),
    ...faults,
  ];
};

const emptySheet: Sheet = {};

const unmarked = (bid: string, members: readonly string[], item: Item): Fault => ({
  path: ["marks", bid, ...members.slice(0, 1), item.id],
  message: "must hold a mark of at least one member",
});

const bidFaults = (evaluation: CaseLike, bid: BidInput, members: readonly string[]): Fault[] => {
  const { items, missing } = evaluation;
  const sheets = sheetsOf(evaluation.marks, bid.id);
  const stage = stageOf(evaluation, bid);
  const emptyAllowed = new Set(items.filter((item) => mayBeEmpty(item, stage, missing)));
  const hasMark = (item: Item) =>
    members.some((member) => (sheets[member]?.[item.id] ?? null) !== null);
  const needed = items.filter((item) => stage === "scored" || !emptyAllowed.has(item));
  const bare = needed.filter((item) => !hasMark(item));
  return [
    ...bare.map((item) => unmarked(bid.id, members, item)),
    ...members.flatMap((member) =>
      sheetFaults({ bid: bid.id, member }, sheets[member] ?? emptySheet, items, emptyAllowed),
    ),
  ];
};

/** Marks that are missing where one must be, of the wrong kind, or on items that are not there. */
export const markFaults = (evaluation: CaseLike): readonly Fault[] => {
  const members = membersOf(evaluation.marks);
  const faults: Fault[] = [];
  for (const bid of evaluation.bids) {
    faults.push(...bidFaults(evaluation, bid, members));
    if (faults.length >= mostFaults) return faults;
  }
  return faults;
};
