import type { EventOf } from "../../contracts/events/index.ts";
import { commitTo, hashOf } from "../../seal/commitment.ts";
import { failAt, pass, type Finding } from "../check.ts";
import { sameJson } from "../same-json.ts";
import type { Follower } from "./follower.ts";

/**
 * What was opened is what was committed to: every bid as received at intake, every sheet as submitted. After the first
 * sheet is open no sheet is submitted any more, so that no mark can follow from another's; unless the stage was rolled
 * back, which keeps every sheet that was in as it was.
 */
export function followCommitments(): Follower {
  const bids = new Map<string, string>();
  const submitted = new Map<string, EventOf<"SheetSubmitted">>();
  let fault: Finding | undefined;
  let unsealed = 0;
  let opened = 0;
  let isRevealed = false;
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
        if (isRevealed) fault ??= failAt(record, "submitted after the reveal", "在公开之后提交");
        submitted.set(event.member, event);
      } else if (event.type === "SheetResealed") {
        const own = submitted.get(event.member);
        if (own !== undefined) submitted.set(event.member, { ...own, sealed: event.sealed });
      } else if (event.type === "SheetOpened" && isWhole) {
        if (!opens(event, submitted.get(event.member))) {
          const detail = "the sheet is not the one submitted";
          fault ??= failAt(record, detail, "评分表与提交时的承诺不符");
        }
        opened += 1;
        isRevealed = true;
      } else if (event.type === "StageRolledBack") {
        if (isWhole && !keeps(event, submitted)) {
          const detail = "the snapshot is not of the sheets that were in";
          fault ??= failAt(record, detail, "快照与已提交的评分表不符");
        }
        if (event.to === "re-check") return;
        submitted.clear();
        isRevealed = false;
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

/** Every sheet that was in is in the snapshot, under its commitment, and nothing else. */
function keeps(
  { sheets, snapshot }: EventOf<"StageRolledBack">,
  submitted: ReadonlyMap<string, EventOf<"SheetSubmitted">>,
): boolean {
  const isEach = sheets.every((sheet) => {
    const { member, round, commitment } = sheet;
    const submission = submitted.get(member);
    if (submission?.round !== round || submission.commitment !== commitment) return false;
    return sheet.kind === "sealed"
      ? sameJson(sheet.sealed, submission.sealed)
      : opens({ type: "SheetOpened", member, opened: sheet.opened }, submission);
  });
  return isEach && hashOf(sheets) === snapshot;
}
