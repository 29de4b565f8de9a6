import type { DraftState } from "../../connection/draft-keeper.ts";
import { timeOf } from "../room/clock.ts";
import { useRoom } from "../room/room-context.ts";
import look from "./score-sheet.module.css";
import type { BidSummary, SheetForm } from "./sheet-building.ts";

type Props = Readonly<{ summary: readonly BidSummary[]; form: SheetForm; draft: DraftState }>;

/** 已填 34/40 · 自动保存 12:03:11, or how many changes wait on this machine. */
export function SheetProgress({ summary, form, draft }: Props) {
  const { words } = useRoom();
  const filled = summary.reduce((sum, bid) => sum + bid.filled, 0);
  const faults = summary.reduce((sum, bid) => sum + bid.faults.length, 0);
  const of = form.bids.length * form.items.length;
  return (
    <div>
      <div className={look["progress"]}>
        <b>{words.sheet.filled(filled, of)}</b>
        {faults > 0 && <span className={look["bad"]}>✕ {words.sheet.faulty(faults)}</span>}
        <SavedLine draft={draft} />
      </div>
      <div className={`${look["soft"]} ${look["keys"]}`}>
        {words.sheet.keys}
        {form.missing === "leave-out" && ` · ${words.sheet.leaveOut}`}
      </div>
    </div>
  );
}

function SavedLine({ draft }: Readonly<{ draft: DraftState }>) {
  const { online, words } = useRoom();
  if (!online && draft.pending > 0) {
    return <span className={look["care"]}>{words.sheet.offline(draft.pending)}</span>;
  }
  if (draft.pending > 0) return <span>{words.sheet.saving}</span>;
  if (draft.savedAt === undefined) return null;
  return <span>✓ {words.sheet.saved(timeOf(draft.savedAt, words.locale))}</span>;
}
