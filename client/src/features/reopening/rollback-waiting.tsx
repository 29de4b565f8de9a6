import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Modal } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import look from "./reopening.module.css";

/** A request that waits, for all to see; the supervisor approves or refuses it. */
export function RollbackWaiting() {
  const { view, words } = useRoom();
  const { send, pending: sending, refusal, forget } = useSend();
  const [answer, setAnswer] = useState<"approve" | "refuse">();
  const request = view.reopening?.pending;
  if (request === undefined) return null;
  const { number, from, to, reason, at } = request;
  const begin = (next: "approve" | "refuse") => {
    forget();
    setAnswer(next);
  };
  const approve = async () => {
    if (await send({ type: "approveRollback", request: number })) setAnswer(undefined);
  };
  return (
    <section className={look["waiting"]} aria-labelledby="rollback-waiting">
      <h3 id="rollback-waiting">{words.rollback.waiting}</h3>
      <p className={styles["plain"]}>
        <b>{words.rollback.line(words.stage[from], words.stage[to])}</b> {reason}{" "}
        <span className={styles["soft"]}>{timeOf(at, words.locale)}</span>
      </p>
      {mayDo(view.me.role, view.stage, "approveRollback") && (
        <div className={styles["buttons"]}>
          <Button onClick={() => begin("approve")}>{words.rollback.approve}</Button>
          <Button onClick={() => begin("refuse")}>{words.rollback.refuse}</Button>
        </div>
      )}
      <Modal
        open={answer === "approve"}
        title={words.rollback.approve}
        okText={words.rollback.approve}
        cancelText={words.common.cancel}
        okButtonProps={{ danger: true }}
        confirmLoading={sending}
        onOk={() => void approve()}
        onCancel={() => setAnswer(undefined)}
      >
        <p className={styles["plain"]}>{words.rollback.approveWarning}</p>
        <SendError text={refusal} />
      </Modal>
      {answer === "refuse" && (
        <ReasonDialog
          title={words.rollback.refuse}
          consequence={words.rollback.refuseWarning}
          label={words.common.reason}
          action={words.rollback.refuse}
          pending={sending}
          refusal={refusal}
          close={() => setAnswer(undefined)}
          submit={(text) => send({ type: "refuseRollback", request: number, reason: text })}
        />
      )}
    </section>
  );
}
