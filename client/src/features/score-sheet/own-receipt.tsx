import { useState } from "react";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { ReceiptCard, receiptCode } from "./receipt-card.tsx";

/** The viewer's receipt after the scoring: open until it is closed once, and at hand from then on. */
export function OwnReceipt() {
  const { view, words } = useRoom();
  const { receipt } = view.scoring;
  const place = `yuanping/receipt-read/${view.evaluation}`;
  const [open, setOpen] = useState(() => sessionStorage.getItem(place) === null);
  if (receipt === undefined) return null;
  return (
    <details
      className={styles["panel"]}
      open={open}
      onToggle={({ currentTarget }) => {
        setOpen(currentTarget.open);
        if (!currentTarget.open) sessionStorage.setItem(place, "read");
      }}
    >
      <summary>
        {words.result.receipt} {receiptCode(receipt.commitment)}
      </summary>
      <ReceiptCard receipt={receipt} />
    </details>
  );
}
