import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import { ReasonDialog } from "../room/reason-dialog.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { useSend } from "../room/use-send.ts";

type Answer = Readonly<{ request: number; granted: boolean }>;

/** What the host has asked the supervisor to agree to and waits for. */
export function ApprovalList() {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [answer, setAnswer] = useState<Answer>();
  const waiting = (view.approvals ?? []).filter((approval) => approval.answer === undefined);
  if (waiting.length === 0 || !mayDo(view.me.role, view.stage, "answerApproval")) return null;
  const begin = (next: Answer) => {
    forget();
    setAnswer(next);
  };
  return (
    <section className={styles["group"]} aria-labelledby="approvals">
      <h3 id="approvals">{words.approval.heading}</h3>
      <ul className={styles["rows"]}>
        {waiting.map(({ request, subject, reason, at }) => (
          <li key={request}>
            <span>
              <b>{words.approval[subject]}</b> {reason}{" "}
              <span className={styles["soft"]}>{timeOf(at, words.locale)}</span>
            </span>
            <span className={styles["buttons"]}>
              <Button onClick={() => begin({ request, granted: true })}>
                {words.approval.agree}
              </Button>
              <Button onClick={() => begin({ request, granted: false })}>
                {words.approval.decline}
              </Button>
            </span>
          </li>
        ))}
      </ul>
      {answer !== undefined && (
        <ReasonDialog
          title={answer.granted ? words.approval.agree : words.approval.decline}
          consequence={words.approval.audience}
          label={words.approval.answerText}
          action={answer.granted ? words.approval.agree : words.approval.decline}
          pending={pending}
          refusal={refusal}
          close={() => setAnswer(undefined)}
          submit={(reason) => send({ type: "answerApproval", ...answer, reason })}
        />
      )}
    </section>
  );
}
