import type { Item } from "./item.ts";
import type { Mark, Marks } from "./marks.ts";

/** One member's marks for one bid, by the position of the item; undefined where the sheet lacks it. */
export type Row = readonly (Mark | undefined)[];

/** All marks by position instead of by name: the largest panel has millions of them. */
export type MarkRows = {
  /** Every member who appears, sorted, so that the order of a file never matters. */
  readonly members: readonly string[];
  /** bid → member → row. */
  readonly bids: ReadonlyMap<string, ReadonlyMap<string, Row>>;
};

/** Brings rows together with the members who appear in them. */
export const markRows = (bids: MarkRows["bids"]): MarkRows => ({
  members: [...new Set([...bids.values()].flatMap((rows) => [...rows.keys()]))].toSorted(),
  bids,
});

/** Lays marks out by the positions of these items; marks on other items are left out. */
export const rowsOf = (items: readonly Item[], marks: Marks): MarkRows =>
  markRows(
    new Map(
      Object.entries(marks).map(([bid, sheets]) => [
        bid,
        new Map(
          Object.entries(sheets).map(([member, sheet]) => [
            member,
            items.map((item) => sheet[item.id]),
          ]),
        ),
      ]),
    ),
  );
