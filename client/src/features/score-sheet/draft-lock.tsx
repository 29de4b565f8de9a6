import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { Button } from "antd";
import { useState } from "react";
import { PasswordField } from "../room/password-field.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { wordRefusal } from "../room/use-send.ts";

/** This tab cannot read the draft yet: the password opens it. */
export function DraftLock({
  unlock,
}: Readonly<{ unlock: (password: string) => Promise<boolean> }>) {
  const { words } = useRoom();
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState(false);
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    setWrong(!(await unlock(password)));
    setBusy(false);
  };
  return (
    <section className={styles["panel"]} aria-labelledby="draft-lock">
      <h2 id="draft-lock">{words.sheet.unlockHeading}</h2>
      <p className={styles["plain"]}>{words.sheet.unlockText}</p>
      <PasswordField value={password} change={setPassword} submit={() => void open()} />
      <SendError
        text={
          wrong ? wordRefusal(refuse("forbidden", "identity.wrong-password"), words) : undefined
        }
      />
      <div className={styles["actions"]}>
        <Button
          type="primary"
          disabled={password === ""}
          loading={busy}
          onClick={() => void open()}
        >
          {words.common.confirm}
        </Button>
      </div>
    </section>
  );
}
