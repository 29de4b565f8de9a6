import { Alert, Button, Input, Skeleton } from "antd";
import { useState } from "react";
import { cellKey } from "../../connection/draft-document.ts";
import { NumbersLine } from "../draw/numbers-line.tsx";
import { TimePanel } from "../reopening/time-panel.tsx";
import { bidderName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useNarrow } from "../room/use-narrow.ts";
import { DraftLock } from "./draft-lock.tsx";
import { problemText } from "./problem-text.ts";
import { ResealCard } from "./reseal-card.tsx";
import { nonceKey } from "./reseal.ts";
import { ReceiptCard } from "./receipt-card.tsx";
import { ScoreTable } from "./score-table.tsx";
import look from "./score-sheet.module.css";
import { formOf, summaryOf } from "./sheet-building.ts";
import { SheetProgress } from "./sheet-progress.tsx";
import { SubmitSummary } from "./submit-summary.tsx";
import { useSheetDraft } from "./use-sheet-draft.ts";

type Here = Readonly<{ bid: string; item: string }>;

/** 评分表: filled in alone, saved with every change, submitted once. */
export function ScoreSheet() {
  const { view, words } = useRoom();
  const draft = useSheetDraft();
  const narrow = useNarrow();
  const [here, setHere] = useState<Here>();
  const [checking, setChecking] = useState(false);
  const [turn, setTurn] = useState(0);
  const form = formOf(view);
  const { receipt, returned, reseal, round } = view.scoring;
  const locked = receipt !== undefined || view.paused !== undefined;
  const { cells } = draft.state;
  const single = form.bids[Math.min(turn, form.bids.length - 1)];
  const shown = narrow && single !== undefined ? [single] : form.bids;
  if (receipt !== undefined && reseal !== true) {
    return (
      <>
        <ReceiptCard receipt={receipt} />
        <TimePanel />
      </>
    );
  }
  if (draft.locked) return <DraftLock unlock={draft.unlock} />;
  if (!draft.state.ready) return <Skeleton active className={styles["panel"] ?? ""} />;
  if (reseal === true) return <ResealCard form={form} cells={cells} />;
  // By what and until when one scores; on a phone it goes with the items, to leave them the screen.
  const facts = (
    <div className={look["facts"]}>
      <NumbersLine />
      <TimePanel />
    </div>
  );
  return (
    <section className={look["sheet"]} aria-label={words.sheet.heading}>
      {returned !== undefined && (
        <Alert
          type="warning"
          showIcon
          title={words.sheet.returned}
          description={problemText(view, returned, words)}
        />
      )}
      {!narrow && facts}
      {narrow && single !== undefined && (
        <div className={look["pager"]}>
          <Button disabled={turn === 0} onClick={() => setTurn(turn - 1)}>
            {words.sheet.previous}
          </Button>
          <span aria-live="polite">
            <span className={look["pagerName"]} title={bidderName(view, single)}>
              {bidderName(view, single)}
            </span>
            {words.sheet.bidderOf(turn + 1, form.bids.length)}
          </span>
          <Button disabled={turn >= form.bids.length - 1} onClick={() => setTurn(turn + 1)}>
            {words.sheet.next}
          </Button>
        </div>
      )}
      <ScoreTable
        above={narrow ? facts : undefined}
        form={form}
        bids={shown}
        cells={cells}
        locked={locked}
        set={draft.set}
        submit={() => setChecking(true)}
        at={(bid, item) => setHere({ bid, item })}
      />
      {(!narrow || here !== undefined) && (
        <CommentStrip here={here} cells={cells} locked={locked} set={draft.set} />
      )}
      <div className={look["foot"]}>
        <SheetProgress summary={summaryOf(form, cells)} form={form} draft={draft.state} />
        <Button
          type="primary"
          size={narrow ? "middle" : "large"}
          disabled={locked}
          onClick={() => setChecking(true)}
        >
          {words.sheet.toSummary}
        </Button>
      </div>
      {checking && (
        <SubmitSummary
          form={form}
          cells={cells}
          keepNonce={(nonce) => draft.set(nonceKey(round ?? 0), nonce)}
          close={() => setChecking(false)}
        />
      )}
    </section>
  );
}

type StripProps = Readonly<{
  here: Here | undefined;
  cells: ReturnType<typeof useSheetDraft>["state"]["cells"];
  locked: boolean;
  set: (key: string, value: string) => void;
}>;

/** The comment of the cell in focus; there before one is, so that nothing moves where there is room for it. */
function CommentStrip({ here, cells, locked, set }: StripProps) {
  const { view, words } = useRoom();
  const key = here === undefined ? undefined : cellKey("comment", here.bid, here.item);
  const label =
    here === undefined
      ? words.sheet.comment
      : words.sheet.commentFor(here.item, bidderName(view, here.bid));
  return (
    <div className={look["strip"]}>
      <span title={label}>{label}</span>
      <Input.TextArea
        aria-label={label}
        disabled={key === undefined}
        readOnly={locked}
        maxLength={2000}
        autoSize={{ minRows: 1, maxRows: 3 }}
        placeholder={words.sheet.commentHint}
        value={key === undefined ? "" : (cells[key]?.value ?? "")}
        onChange={(event) => key !== undefined && set(key, event.target.value)}
      />
    </div>
  );
}
