import { Button, Checkbox } from "antd";
import { useState } from "react";
import { PasswordField } from "./password-field.tsx";
import { declarationOf, RecusalForm, undecided } from "./recusal-form.tsx";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SendError } from "./send-error.tsx";
import { useSend } from "./use-send.ts";

/** The desk that was drawn for this member, where desks are drawn. */
export function OwnDesk() {
  const { view, words } = useRoom();
  const { desk } = view.me;
  return desk === undefined ? null : <p className={styles["plain"]}>{words.draw.desk(desk)}</p>;
}

/** 签到: undertaking, declaration, password. */
export function CheckInPanel() {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [accepted, setAccepted] = useState(false);
  const [recusal, setRecusal] = useState(undecided);
  const [password, setPassword] = useState("");
  const declaration = declarationOf(recusal);
  const ready = accepted && declaration !== undefined && password !== "";
  const submit = async () => {
    if (!ready) return;
    await send({ type: "checkIn", undertaking: true, recusal: declaration }, password);
    setPassword("");
  };
  return (
    <section className={styles["panel"]} aria-labelledby="check-in">
      <h2 id="check-in">{words.checkIn.undertaking}</h2>
      <OwnDesk />
      <ol className={styles["clauses"]}>
        {words.checkIn.clauses.map((clause) => (
          <li key={clause}>{clause}</li>
        ))}
      </ol>
      <Checkbox checked={accepted} onChange={(event) => setAccepted(event.target.checked)}>
        {words.checkIn.accept}
      </Checkbox>
      <p className={styles["plain"]}>{words.checkIn.first}</p>
      <RecusalForm draft={recusal} change={setRecusal} />
      <PasswordField value={password} change={setPassword} submit={() => void submit()} />
      <SendError text={refusal} />
      <div className={styles["actions"]}>
        <p className={styles["soft"]}>{words.checkIn.warning}</p>
        <Button
          type="primary"
          size="large"
          disabled={!ready}
          loading={pending}
          onClick={() => void submit()}
        >
          {words.checkIn.submit}
        </Button>
      </div>
    </section>
  );
}
