import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Modal } from "antd";
import { useState } from "react";
import { minuteOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { useSend } from "../room/use-send.ts";
import { durationOf } from "../wall/duration.ts";
import { useMinute } from "../wall/use-minute.ts";
import look from "./reopening.module.css";
import { MinutesField, minutesFromNow } from "./minutes-field.tsx";

/** By when the sheets should be in, and how many say that this is too soon; never who. */
export function TimePanel() {
  const { view, words } = useRoom();
  const { time } = view.scoring;
  if (time === undefined) return null;
  const { deadline, votes, of, needed, due, moved } = time;
  return (
    <section className={look["time"]} aria-label={words.time.heading}>
      <div className={look["line"]}>
        <span>
          {words.time.deadline} <b>{minuteOf(deadline, words.locale)}</b> ·{" "}
          <Remaining deadline={deadline} />
          {moved > 0 && ` (${words.time.moved(moved)})`} · {words.time.votes(votes, of)}
          {needed !== undefined && !due && (
            <span className={styles["soft"]}> · {words.time.needed(needed)}</span>
          )}
        </span>
        {mayDo(view.me.role, view.stage, "askForTime") && <AskForTime asked={time.asked} />}
        {mayDo(view.me.role, view.stage, "extendScoring") && <ExtendTime due={due} />}
      </div>
      {due && (
        <p className={look["due"]} role="status">
          ! {words.time.due}
        </p>
      )}
    </section>
  );
}

/** What is left until the deadline by the server's clock, or that it has passed and sheets are still taken. */
function Remaining({ deadline }: Readonly<{ deadline: number }>) {
  const { connection, words } = useRoom();
  useMinute();
  const left = deadline - connection.now();
  return left < 0 ? words.time.passed : words.incident.left(durationOf(left, words));
}

function AskForTime({ asked }: Readonly<{ asked: boolean }>) {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [asking, setAsking] = useState(false);
  if (asked) return <span className={styles["soft"]}>✓ {words.time.asked}</span>;
  return (
    <>
      <Button
        size="small"
        disabled={view.paused !== undefined}
        onClick={() => {
          forget();
          setAsking(true);
        }}
      >
        {words.time.ask}
      </Button>
      <Modal
        open={asking}
        title={words.time.ask}
        okText={words.time.ask}
        cancelText={words.common.cancel}
        confirmLoading={pending}
        onOk={() => void send({ type: "askForTime" }).then((done) => done && setAsking(false))}
        onCancel={() => setAsking(false)}
      >
        <p className={styles["plain"]}>{words.time.askWarning}</p>
        <SendError text={refusal} />
      </Modal>
    </>
  );
}

function ExtendTime({ due }: Readonly<{ due: boolean }>) {
  const { view, words } = useRoom();
  const { send, pending, refusal, forget } = useSend();
  const [asking, setAsking] = useState(false);
  const [minutes, setMinutes] = useState<number | null>(30);
  const extend = async () => {
    const deadline = minutesFromNow(minutes);
    if (deadline !== undefined && (await send({ type: "extendScoring", deadline }))) {
      setAsking(false);
    }
  };
  return (
    <>
      <Button
        type={due ? "primary" : "default"}
        disabled={view.paused !== undefined}
        onClick={() => {
          forget();
          setAsking(true);
        }}
      >
        {words.time.extend}
      </Button>
      <Modal
        open={asking}
        title={words.time.extend}
        okText={words.time.extend}
        cancelText={words.common.cancel}
        confirmLoading={pending}
        okButtonProps={{ disabled: minutes === null }}
        onOk={() => void extend()}
        onCancel={() => setAsking(false)}
      >
        <div className={styles["stack"]}>
          <p className={styles["plain"]}>{words.time.extendWarning}</p>
          <MinutesField label={words.time.more} value={minutes} change={setMinutes} />
          <SendError text={refusal} />
        </div>
      </Modal>
    </>
  );
}
