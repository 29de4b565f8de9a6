import type { EventOf } from "../../contracts/events/index.ts";
import { commitTo } from "../../seal/commitment.ts";
import { failAt, pass, type Finding } from "../check.ts";
import type { Follower } from "./follower.ts";

/**
 * What was opened is what was committed to: every bid as received at intake, every sheet as submitted. After the first
 * sheet is open no sheet is submitted any more, so that no mark can follow from another's.
 */
export function followCommitments(): Follower {
  const bids = new Map<string, string>();
  const submitted = new Map<string, EventOf<"SheetSubmitted">>();
  let fault: Finding | undefined;
  let unsealed = 0;
  let opened = 0;
  return {
    take: ({ record, isWhole }) => {
      const { event } = record;
      if (event.type === "TenderOpened") {
        for (const { bid, commitment } of event.bids) bids.set(bid, commitment);
      } else if (event.type === "BidUnsealed" && isWhole) {
        const { content, nonce } = event;
        if (commitTo("bid", content, nonce) !== bids.get(content.id)) {
          const detail = `bid ${content.id} is not the one received`;
          fault ??= failAt(record, detail, "与受理时的承诺不符");
        }
        unsealed += 1;
      } else if (event.type === "SheetSubmitted") {
        if (opened > 0) fault ??= failAt(record, "submitted after the reveal", "在公开之后提交");
        submitted.set(event.member, event);
      } else if (event.type === "SheetOpened" && isWhole) {
        if (!opens(event, submitted.get(event.member))) {
          const detail = "the sheet is not the one submitted";
          fault ??= failAt(record, detail, "评分表与提交时的承诺不符");
        }
        opened += 1;
      }
    },
    finding: () =>
      fault ??
      pass(
        `${unsealed} bids and ${opened} sheets match`,
        `${unsealed} 份投标、${opened} 张评分表与承诺相符`,
      ),
  };
}

function opens(
  { member, opened: { sheet, nonce } }: EventOf<"SheetOpened">,
  submission: EventOf<"SheetSubmitted"> | undefined,
): boolean {
  return (
    submission !== undefined &&
    sheet.member === member &&
    sheet.round === submission.round &&
    commitTo("sheet", sheet, nonce) === submission.commitment
  );
}
