import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { Button, Input, Radio } from "antd";
import { useState } from "react";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import look from "./review.module.css";

type Finding = NonNullable<EvaluationView["review"]["mine"][string]>[string];
type Props = Readonly<{
  bid: string;
  item: string;
  label: string;
  finding: Finding | undefined;
  locked: boolean;
}>;

/** One finding. A pass is recorded at once, a fail with its reason. */
export function FindingCell({ bid, item, label, finding, locked }: Props) {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [failing, setFailing] = useState(false);
  const [typed, setTyped] = useState<string>();
  const reason = typed ?? finding?.reason ?? "";
  const shown = failing ? "fail" : finding?.verdict;
  const asking = shown === "fail";
  const unsaved = asking && (finding?.verdict !== "fail" || reason.trim() !== finding.reason);
  const choose = (verdict: unknown) => {
    setFailing(verdict === "fail");
    if (verdict === "pass") void send({ type: "recordFinding", bid, item, verdict: "pass" });
  };
  const record = async () => {
    const text = reason.trim();
    const command = { type: "recordFinding", bid, item, verdict: "fail", reason: text } as const;
    if (text.length >= 2 && (await send(command))) {
      setFailing(false);
      setTyped(undefined);
    }
  };
  return (
    <div className={look["finding"]}>
      <Radio.Group
        value={shown}
        disabled={locked || pending}
        aria-label={label}
        onChange={(event) => choose(event.target.value)}
      >
        <Radio value="pass">{words.review.pass}</Radio>
        <Radio value="fail">{words.review.fail}</Radio>
      </Radio.Group>
      {asking && (
        <>
          <Input.TextArea
            value={reason}
            disabled={locked}
            aria-label={`${words.review.reasonFor}: ${label}`}
            placeholder={words.review.reasonFor}
            maxLength={2000}
            autoSize={{ minRows: 1, maxRows: 4 }}
            onChange={(event) => setTyped(event.target.value)}
          />
          {unsaved && !locked && (
            <div className={look["record"]}>
              <span className={styles["soft"]}>{words.review.reasonNeeded}</span>
              <Button
                size="small"
                disabled={reason.trim().length < 2}
                loading={pending}
                onClick={() => void record()}
              >
                {words.review.saveReason}
              </Button>
            </div>
          )}
        </>
      )}
      <SendError text={refusal} />
    </div>
  );
}
