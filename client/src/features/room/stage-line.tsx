import { stageOrder, type Stage } from "@yuanping/shared/contracts/stages.ts";
import { Popover } from "antd";
import type { ReactNode } from "react";
import { NoticeSlot } from "../talk/notices.tsx";
import { dutyOf } from "./duty.ts";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";

/** Where the evaluation stands as text with a count, the duty in one sentence under it, and the one primary action. */
export function StageLine({ action }: Readonly<{ action?: ReactNode }>) {
  const { view, words } = useRoom();
  const place = placeOf(view.stage) + 1;
  return (
    <header className={styles["stageLine"]}>
      <div className={styles["stageText"]}>
        <Popover content={<StageList />} trigger="click" placement="bottomLeft">
          <button type="button" className={styles["stageName"]}>
            <strong>{words.stage[view.stage]}</strong>
            {place > 0 && <span>{words.stageCount(place, stageOrder.length)}</span>}
          </button>
        </Popover>
        <p className={styles["duty"]} aria-live="polite">
          {dutyOf(view, words)}
        </p>
      </div>
      <NoticeSlot />
      {action !== undefined && <div className={styles["stageAction"]}>{action}</div>}
    </header>
  );
}

/** All stages with the state of each, in words. */
export function StageList() {
  const { view, words } = useRoom();
  const here = placeOf(view.stage);
  return (
    <ol className={styles["stageList"]} aria-label={words.stagesHeading}>
      {stageOrder.map((stage, index) => (
        <li key={stage} aria-current={index === here ? "step" : undefined}>
          <span>{words.stage[stage]}</span>
          <span className={styles["soft"]}>{stateOf(index, here)}</span>
        </li>
      ))}
    </ol>
  );

  function stateOf(index: number, now: number): string {
    if (now < 0) return "";
    if (index === now) return words.stageNow;
    return index < now ? words.stageDone : words.stageLater;
  }
}

/** Where a stage stands in the order; -1 for one outside of it. */
function placeOf(stage: Stage): number {
  return stageOrder.findIndex((candidate) => candidate === stage);
}
