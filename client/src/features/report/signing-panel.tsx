import { Button, Input, Modal } from "antd";
import { useState } from "react";
import { standingOf } from "../room/duty.ts";
import { PasswordField } from "../room/password-field.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useFocusReturns } from "../room/use-focus-returns.ts";
import { useSend } from "../room/use-send.ts";
import look from "./report.module.css";
import { ReportViewer } from "./report-viewer.tsx";
import { Standings } from "./standings.tsx";

/** 签署: read, then sign or dissent, each with the password. */
export function SigningPanel() {
  const { view, words } = useRoom();
  const [asking, setAsking] = useState<"sign" | "dissent">();
  const open = view.me.role === "expert" && view.stage === "signing" && standingOf(view) === "open";
  return (
    <section className={styles["panel"]}>
      <ReportViewer />
      <Standings />
      {open && (
        <div className={`${styles["actions"]} ${look["stand"]}`}>
          <p className={styles["soft"]}>{words.report.deemed}</p>
          <Button
            size="large"
            disabled={view.paused !== undefined}
            onClick={() => setAsking("dissent")}
          >
            {words.report.dissent}
          </Button>
          <Button
            type="primary"
            size="large"
            disabled={view.paused !== undefined}
            onClick={() => setAsking("sign")}
          >
            {words.report.sign}
          </Button>
        </div>
      )}
      {asking !== undefined && <StandDialog kind={asking} close={() => setAsking(undefined)} />}
    </section>
  );
}

type Props = Readonly<{ kind: "sign" | "dissent"; close: () => void }>;

function StandDialog({ kind, close }: Props) {
  const { view, words } = useRoom();
  useFocusReturns();
  const { send, pending, refusal } = useSend();
  const [password, setPassword] = useState("");
  const [reason, setReason] = useState("");
  const report = view.report?.json;
  const dissenting = kind === "dissent";
  const ready = password !== "" && (!dissenting || reason.trim().length >= 2);
  const submit = async () => {
    if (!ready || report === undefined) return;
    const command = dissenting
      ? ({ type: "dissent", report, reason: reason.trim() } as const)
      : ({ type: "signReport", report } as const);
    if (await send(command, password)) close();
    setPassword("");
  };
  return (
    <Modal
      open
      title={words.report[kind]}
      okText={words.report[kind]}
      cancelText={words.common.cancel}
      okButtonProps={{ disabled: !ready, loading: pending }}
      onOk={() => void submit()}
      onCancel={close}
    >
      <div className={styles["stack"]}>
        <p className={styles["plain"]}>
          {dissenting ? words.report.dissentWarning : words.report.signWarning}
        </p>
        {dissenting && (
          <label className={styles["field"]}>
            <span>{words.report.dissentReason}</span>
            <Input.TextArea
              value={reason}
              maxLength={2000}
              autoSize={{ minRows: 3, maxRows: 8 }}
              onChange={(event) => setReason(event.target.value)}
            />
          </label>
        )}
        <PasswordField value={password} change={setPassword} submit={() => void submit()} />
        <SendError text={refusal} />
      </div>
    </Modal>
  );
}
