import type { BidInput } from "./bid.ts";
import { isScored } from "./item.ts";
import type { ScoredItem } from "./item.ts";
import { markReader } from "./mark-units.ts";
import { givenMarks, membersOf, sheetsOf } from "./members.ts";
import type { MemberMark } from "./members.ts";
import type { Marks, Sheet } from "./marks.ts";
import type { Method } from "./method-schema.ts";

export type ItemMarks = { readonly item: ScoredItem; readonly marks: readonly MemberMark[] };

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

/** Lays the marks out by bid and item. A bid that was not scored has items without marks. */
export const panelSheets = (
  method: Pick<Method, "items">,
  bids: readonly BidInput[],
  marks: Marks,
): PanelSheets => {
  const members = membersOf(marks);
  const read = markReader();
  const scored = method.items.filter(isScored);
  return {
    members,
    bids: bids.map((bid) => {
      const sheets = sheetsOf(marks, bid.id);
      return {
        bid,
        sheets: Object.values(sheets),
        items: scored.map((item) => ({ item, marks: givenMarks(sheets, members, item.id, read) })),
      };
    }),
  };
};
