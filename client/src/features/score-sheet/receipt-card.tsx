import { Button } from "antd";
import { useState } from "react";
import { dateTimeOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { ShortHash } from "../../components/short-hash.tsx";
import look from "./score-sheet.module.css";

type Receipt = Readonly<{ commitment: string; at: number }>;

/** A commitment's first twelve digits in fours, to be read out and compared. */
export function receiptCode(commitment: string): string {
  return (commitment.slice(0, 12).match(/.{4}/g) ?? []).join("-");
}

/** What proves that this very sheet was submitted. */
export function ReceiptCard({ receipt }: Readonly<{ receipt: Receipt }>) {
  const { head, words } = useRoom();
  const [copied, setCopied] = useState(false);
  const time = dateTimeOf(receipt.at, words.locale);
  const copy = async () => {
    const text = [receiptCode(receipt.commitment), receipt.commitment, time, head?.root ?? ""];
    await navigator.clipboard.writeText(text.join("\n"));
    setCopied(true);
  };
  return (
    <section className={styles["panel"]} aria-labelledby="receipt">
      <h2 id="receipt">
        ✓ {words.sheet.receipt} · {words.sheet.locked}
      </h2>
      <p className={styles["plain"]}>{words.sheet.receiptText}</p>
      <dl className={look["receipt"]}>
        <dt>{words.sheet.code}</dt>
        <dd className={look["receiptCode"]}>{receiptCode(receipt.commitment)}</dd>
        <dt>{words.sheet.time}</dt>
        <dd>{time}</dd>
        <dt>{words.sheet.full}</dt>
        <dd className={styles["code"]}>{receipt.commitment}</dd>
        {head !== undefined && (
          <>
            <dt>{words.sheet.head}</dt>
            <dd>
              <ShortHash value={head.root} />
            </dd>
          </>
        )}
      </dl>
      <div className={styles["actions"]}>
        <p className={styles["soft"]}>{words.sheet.stay}</p>
        <Button onClick={() => void copy()}>
          {copied ? words.common.copied : words.common.copy}
        </Button>
      </div>
    </section>
  );
}
