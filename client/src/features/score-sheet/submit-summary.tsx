import { hex } from "@yuanping/shared/tlog/index.ts";
import { Modal } from "antd";
import { useState } from "react";
import type { DraftCells } from "../../connection/draft-document.ts";
import { bidderName } from "../room/naming.ts";
import { PasswordField } from "../room/password-field.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useFocusReturns } from "../room/use-focus-returns.ts";
import { useSend } from "../room/use-send.ts";
import blocks from "../review/review.module.css";
import { sumOf } from "./decimal-sum.ts";
import look from "./score-sheet.module.css";
import { problemText } from "./problem-text.ts";
import { buildSheet, problemOf, submissionOf, summaryOf } from "./sheet-building.ts";
import type { SheetForm } from "./sheet-building.ts";

type Props = Readonly<{
  form: SheetForm;
  cells: DraftCells;
  /** Keeps in the member's own draft what opens the commitment again. */
  keepNonce: (nonce: string) => void;
  close: () => void;
}>;

/** Sums and blanks in the order of the bidders, then the password, then the sheet is gone for good. */
export function SubmitSummary({ form, cells, keepNonce, close }: Props) {
  const { view, words } = useRoom();
  useFocusReturns();
  const { send, pending, refusal } = useSend();
  const [password, setPassword] = useState("");
  const [sealing, setSealing] = useState(false);
  const problem = problemOf(form, cells);
  const { sealingKey } = view.scoring;
  const obstacle =
    problem === undefined
      ? keyObstacle()
      : words.sheet.fixFirst + problemText(view, problem, words);
  const most = sumOf(form.items.flatMap(({ max }) => (max === undefined ? [] : [max])));
  const ready = obstacle === undefined && password !== "" && !sealing;

  const submit = async () => {
    const sheet = buildSheet(view, form, cells);
    if (!ready || sheet === undefined || sealingKey === undefined) return;
    setSealing(true);
    try {
      const nonce = hex(crypto.getRandomValues(new Uint8Array(32)));
      keepNonce(nonce);
      const command = await submissionOf(sheet, nonce, sealingKey);
      if (await send(command, password)) close();
    } finally {
      setSealing(false);
      setPassword("");
    }
  };

  return (
    <Modal
      open
      width={720}
      title={words.sheet.summary}
      okText={words.sheet.submit}
      cancelText={words.common.cancel}
      okButtonProps={{ disabled: !ready, loading: pending || sealing }}
      onOk={() => void submit()}
      onCancel={close}
    >
      <div className={styles["stack"]}>
        <div
          className={look["summary"]}
          role="region"
          aria-label={words.sheet.summary}
          // Scrolled by the arrow keys, too.
          tabIndex={0}
        >
          <table className={`${styles["table"]} ${blocks["figures"]}`}>
            <thead>
              <tr>
                <th scope="col">{words.result.bidder}</th>
                <th scope="col" className={styles["figure"]}>
                  {words.sheet.sum} ({words.sheet.outOf(most)})
                </th>
                <th scope="col">{words.sheet.blanks}</th>
              </tr>
            </thead>
            <tbody>
              {summaryOf(form, cells).map(({ bid, sum, blanks, faults }) => (
                <tr key={bid}>
                  <th scope="row">{bidderName(view, bid)}</th>
                  <td className={styles["figure"]} data-item={words.sheet.sum}>
                    {sum}
                  </td>
                  <td className={blocks["rest"]} data-item={words.sheet.blanks}>
                    {blanks.length === 0 ? words.sheet.blanksNone : listed(blanks)}
                    {faults.length > 0 && (
                      <>
                        <br />
                        {words.sheet.faulty(faults.length)}: {listed(faults)}
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {obstacle === undefined ? (
          <>
            <p className={styles["plain"]}>{words.sheet.consequence}</p>
            <PasswordField value={password} change={setPassword} submit={() => void submit()} />
          </>
        ) : (
          <p className={styles["obstacle"]} role="status">
            {obstacle}
          </p>
        )}
        {sealing && <p role="status">{words.sheet.sealing}</p>}
        <SendError text={refusal} />
      </div>
    </Modal>
  );

  function keyObstacle(): string | undefined {
    return sealingKey === undefined ? words.sheet.noKey : undefined;
  }
}

/** Some of the names, and how many there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3).join("、");
  return names.length > 3 ? `${shown} … (${names.length})` : shown;
}
