import type { BidInput } from "./bid.ts";
import { givenMarks } from "./given-marks.ts";
import type { GivenMarks } from "./given-marks.ts";
import { isScored } from "./item.ts";
import type { ScoredItem } from "./item.ts";
import type { MarkRows, Row } from "./mark-rows.ts";
import { markReader } from "./mark-units.ts";
import type { Method } from "./method-schema.ts";

export type ItemMarks = GivenMarks & { readonly item: ScoredItem };

/** The marks of one bid as the panel gave them. */
export type BidMarks = {
  readonly bid: BidInput;
  readonly rows: readonly Row[];
  readonly items: readonly ItemMarks[];
};

/** All sheets, by bid and item, members in one fixed order. */
export type PanelSheets = {
  readonly members: readonly string[];
  readonly bids: readonly BidMarks[];
};

const noMarks: GivenMarks = { members: [], units: [], sum: 0n };

/** Gathers the marks by bid and item. A bid that was not scored has items without marks. */
export const panelSheets = (
  { items }: Pick<Method, "items">,
  bids: readonly BidInput[],
  rows: MarkRows,
): PanelSheets => {
  const { members } = rows;
  const read = markReader();
  const scored = items.filter(isScored);
  const positions = scored.map((item) => items.indexOf(item));
  return {
    members,
    bids: bids.map((bid) => {
      const ofBid = rows.bids.get(bid.id) ?? new Map<string, Row>();
      const given = givenMarks(ofBid, members, positions, read);
      return {
        bid,
        rows: [...ofBid.values()],
        items: scored.map((item, index) => ({ item, ...(given[index] ?? noMarks) })),
      };
    }),
  };
};
