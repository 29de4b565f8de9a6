import { mayDo } from "@yuanping/shared/law/permissions.ts";
import { Button, Modal } from "antd";
import { useState } from "react";
import { FinalPanel } from "../report/final-panel.tsx";
import { ResultPanel } from "../review/result-panel.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { SendError } from "../room/send-error.tsx";
import { StageLine, StageList } from "../room/stage-line.tsx";
import { useSend } from "../room/use-send.ts";
import { PausedBanner } from "../talk/notices.tsx";
import { CallUpBoard } from "../call-up/call-up-board.tsx";
import { CeremonyPanel } from "../draw/ceremony-panel.tsx";
import { NumbersPanel } from "../draw/numbers-panel.tsx";

/** The agency draws the panel, and then sees nothing but the stages until all is signed. */
export function AgencyView() {
  const { view, words } = useRoom();
  const over = ["signed", "archived", "terminated"].includes(view.stage);
  const drawing = mayDo("agency", view.stage, "sealDraw") && view.ceremony?.phase === "sealing";
  return (
    <>
      <StageLine action={drawing ? <DrawButton /> : undefined} />
      <PausedBanner />
      <section className={styles["tabPanel"]} aria-label={words.agency.progress} tabIndex={0}>
        {over && <FinalPanel />}
        {view.ceremony?.phase === "rest" && <CallUpBoard />}
        <CeremonyPanel />
        <NumbersPanel />
        <div className={styles["panel"]}>
          {view.result === undefined && (
            <section className={styles["stack"]} aria-labelledby="progress">
              <h2 id="progress">{words.agency.progress}</h2>
              <p className={styles["soft"]}>{words.agency.hidden}</p>
              <StageList />
            </section>
          )}
        </div>
        {view.result !== undefined && <ResultPanel />}
      </section>
    </>
  );
}

function DrawButton() {
  const { words } = useRoom();
  const { send, pending, refusal } = useSend();
  const [asking, setAsking] = useState(false);
  const draw = async () => {
    if (await send({ type: "sealDraw" })) setAsking(false);
  };
  return (
    <>
      <Button type="primary" size="large" onClick={() => setAsking(true)}>
        {words.agency.draw}
      </Button>
      <Modal
        open={asking}
        title={words.agency.draw}
        okText={words.agency.draw}
        cancelText={words.common.cancel}
        confirmLoading={pending}
        onOk={() => void draw()}
        onCancel={() => setAsking(false)}
      >
        <p className={styles["plain"]}>{words.agency.drawWarning}</p>
        <SendError text={refusal} />
      </Modal>
    </>
  );
}
