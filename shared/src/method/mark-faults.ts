import type { BidInput } from "./bid.ts";
import { isPassFail } from "./item.ts";
import type { Item } from "./item.ts";
import type { MarkRows, Row } from "./mark-rows.ts";
import type { Mark } from "./marks.ts";
import type { Fault } from "./method-faults.ts";
import type { Method } from "./method-schema.ts";
import { countVotes, failedByMajority } from "./pass-fail.ts";
import { priceRejection } from "./price-limits.ts";

/** More would only bury the first, which is the one that is told. */
export const mostFaults = 20;

type Rules = Pick<Method, "items" | "missing" | "price"> & {
  readonly bids: readonly BidInput[];
  readonly recused?: Readonly<Record<string, readonly string[]>> | undefined;
};

/** How far a bid came, which says what of its sheets may be empty. */
type Stage = "not-opened" | "not-scored" | "scored";

const stageOf = (rules: Rules, bid: BidInput, rows: ReadonlyMap<string, Row>): Stage => {
  if (priceRejection(rules.price, bid) !== undefined) return "not-opened";
  const failed = countVotes(rules.items, [...rows.values()]).some(failedByMajority);
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
  row: Row,
  items: readonly Item[],
  emptyAllowed: ReadonlySet<Item>,
): Fault[] => {
  const faults: Fault[] = [];
  let position = 0;
  for (const item of items) {
    const mark = row[position];
    position += 1;
    const empty = mark === undefined || mark === null;
    if (empty && emptyAllowed.has(item)) continue;
    const message = empty ? "must not be empty" : wrongKind(item, mark);
    if (message === undefined) continue;
    faults.push({ path: ["marks", place.bid, place.member, item.id], message });
  }
  return faults;
};

const unmarked = (bid: string, members: readonly string[], item: Item): Fault => ({
  path: ["marks", bid, ...members.slice(0, 1), item.id],
  message: "must hold a mark of at least one member",
});

const noRow: Row = [];

const recusedFault = (bid: string, member: string): Fault => ({
  path: ["marks", bid, member],
  message: "must not be there: the member is recused from this bid",
});

const bidFaults = (rules: Rules, bid: BidInput, { members: all, bids }: MarkRows): Fault[] => {
  const { items, missing } = rules;
  const recused = new Set(rules.recused?.[bid.id]);
  const members = recused.size === 0 ? all : all.filter((member) => !recused.has(member));
  const rows = bids.get(bid.id) ?? new Map<string, Row>();
  const stage = stageOf(rules, bid, rows);
  const emptyAllowed = new Set(items.filter((item) => mayBeEmpty(item, stage, missing)));
  const isMarked = (position: number) =>
    members.some((member) => (rows.get(member)?.[position] ?? null) !== null);
  const bare = items.filter(
    (item, position) => (stage === "scored" || !emptyAllowed.has(item)) && !isMarked(position),
  );
  const strays = [...recused].filter((member) => rows.has(member));
  return [
    ...strays.map((member) => recusedFault(bid.id, member)),
    ...bare.map((item) => unmarked(bid.id, members, item)),
    ...members.flatMap((member) =>
      sheetFaults({ bid: bid.id, member }, rows.get(member) ?? noRow, items, emptyAllowed),
    ),
  ];
};

/** Marks that are missing where one must be, or of the wrong kind. */
export const markFaults = (rules: Rules, rows: MarkRows): readonly Fault[] => {
  const faults: Fault[] = [];
  for (const bid of rules.bids) {
    faults.push(...bidFaults(rules, bid, rows));
    if (faults.length >= mostFaults) return faults;
  }
  return faults;
};
