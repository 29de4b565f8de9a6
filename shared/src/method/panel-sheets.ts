import type { BidInput } from "./bid.ts";
import { isScored } from "./item.ts";
import type { ScoredItem } from "./item.ts";
import { markReader } from "./mark-units.ts";
import { givenMarks, membersOf, sheetsOf } from "./members.ts";
import type { GivenMarks } from "./members.ts";
import type { Marks, Sheet } from "./marks.ts";
import type { Method } from "./method-schema.ts";

export type ItemMarks = GivenMarks & { readonly item: ScoredItem };

/** The marks of one bid as the panel gave them. */
export type BidMarks = {
  readonly bid: BidInput;
  readonly sheets: readonly Sheet[];
  readonly items: readonly ItemMarks[];
};

/** All sheets, by bid and item, members in one fixed order. */
export type PanelSheets = {
  readonly members: readonly string[];
  readonly bids: readonly BidMarks[];
};

const noMarks: GivenMarks = { members: [], units: [], sum: 0n };

/** Lays the marks out by bid and item. A bid that was not scored has items without marks. */
export const panelSheets = (
  method: Pick<Method, "items">,
  bids: readonly BidInput[],
  marks: Marks,
): PanelSheets => {
  const members = membersOf(marks);
  const read = markReader();
  const scored = method.items.filter(isScored);
  const names = scored.map((item) => item.id);
  return {
    members,
    bids: bids.map((bid) => {
      const sheets = sheetsOf(marks, bid.id);
      const given = givenMarks(sheets, members, names, read);
      const items = scored.map((item, index) => ({ item, ...(given[index] ?? noMarks) }));
      return { bid, sheets: Object.values(sheets), items };
    }),
  };
};
