import type { Step } from "@yuanping/shared/contracts/view.ts";
import { Button, Modal } from "antd";
import { useState } from "react";
import type { PersonCommand } from "../../connection/command.ts";
import { MinutesField, minutesFromNow } from "../reopening/minutes-field.tsx";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SendError } from "./send-error.tsx";
import { useSend, wordRefusal } from "./use-send.ts";

const bareSteps = [
  "beginCheckIn",
  "showBidders",
  "unsealBids",
  "beginReview",
  "closeReview",
  "beginScoring",
  "issueReport",
  "closeSigning",
  "archive",
] as const;
export type BareStep = (typeof bareSteps)[number];

/** The step's name when it is one of those that need nothing but the will to send them. */
export function bareStepOf({ command }: Step): BareStep | undefined {
  return bareSteps.find((name) => name === command);
}

/** A step that the viewer may take: ready, or disabled with what stands in the way. */
export function StepButton({ step }: Readonly<{ step: Step }>) {
  const { words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [asking, setAsking] = useState(false);
  const [minutes, setMinutes] = useState<number | null>(null);
  const name = bareStepOf(step);
  if (name === undefined) return null;
  const deadline = name === "beginScoring" ? minutesFromNow(minutes) : undefined;
  const command: PersonCommand =
    name === "beginScoring" && deadline !== undefined ? { type: name, deadline } : { type: name };
  const act = async () => {
    if (await send(command)) setAsking(false);
  };
  return (
    <div className={styles["step"]}>
      {!step.ready && step.refusal !== undefined && (
        <p className={styles["obstacle"]} id={`why-${name}`}>
          {words.blocked}
          {wordRefusal(step.refusal, words)}
        </p>
      )}
      <Button
        type="primary"
        size="large"
        disabled={!step.ready}
        aria-describedby={step.ready ? undefined : `why-${name}`}
        onClick={() => {
          forget();
          setAsking(true);
        }}
      >
        {words.step[name]}
      </Button>
      <Modal
        open={asking}
        title={words.step[name]}
        okText={words.step[name]}
        cancelText={words.common.cancel}
        confirmLoading={pending}
        onOk={() => void act()}
        onCancel={() => setAsking(false)}
      >
        <p className={styles["plain"]}>{words.stepWarning[name]}</p>
        {name === "beginScoring" && (
          <MinutesField
            label={words.time.minutes}
            hint={words.time.minutesHint}
            value={minutes}
            change={setMinutes}
          />
        )}
        <SendError text={refusal} />
      </Modal>
    </div>
  );
}
