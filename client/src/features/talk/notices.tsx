import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { Button } from "antd";
import { useState } from "react";
import { timeOf } from "../room/clock.ts";
import { roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./talk.module.css";
import { markSeen, seenUntil } from "./seen-notices.ts";

type Notice = EvaluationView["notices"][number];

/**
 * Notes, warnings and resumptions of others stay in sight until they have been seen, one after the other in a place of
 * their own, so that nothing moves when one arrives. A pause in force has its own banner.
 */
export function NoticeSlot() {
  const { view, words } = useRoom();
  const [seen, setSeen] = useState(() => seenUntil(view.evaluation));
  const fresh = view.notices.filter(
    ({ at, kind, by }) =>
      at > seen && by !== view.me.role && !(kind === "pause" && view.paused?.at === at),
  );
  const [first] = fresh;
  const dismiss = ({ at }: Notice) => {
    markSeen(view.evaluation, at);
    setSeen(at);
  };
  return (
    <div className={look["slot"]} aria-live="assertive">
      {first !== undefined && (
        <div className={look["notice"]} data-kind={first.kind}>
          <NoticeText notice={first} />
          <Button size="small" onClick={() => dismiss(first)}>
            {words.common.seen}
            {fresh.length > 1 && ` (${fresh.length})`}
          </Button>
        </div>
      )}
    </div>
  );
}

/** All notices so far. */
export function NoticeHistory() {
  const { view, words } = useRoom();
  return (
    <section className={look["history"]} aria-labelledby="notices">
      <h3 id="notices">{words.notices.heading}</h3>
      {view.notices.length === 0 && <p className={styles["soft"]}>{words.notices.empty}</p>}
      <ul className={styles["rows"]}>
        {view.notices.toReversed().map((notice) => (
          <li key={`${notice.at}-${notice.kind}`}>
            <NoticeText notice={notice} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoticeText({ notice }: Readonly<{ notice: Notice }>) {
  const { words } = useRoom();
  const who = roleName({ role: notice.by }, words);
  return (
    <p>
      <b>{words.notices.kind[notice.kind]}</b>
      {notice.text}{" "}
      <span className={styles["soft"]}>
        {words.notices.from(who, timeOf(notice.at, words.locale))}
      </span>
    </p>
  );
}

/** Says that the room is locked, why, and that nothing is lost. Talk goes on beside it. */
export function PausedBanner() {
  const { view, words } = useRoom();
  const { paused } = view;
  if (paused === undefined) return null;
  return (
    <section className={look["paused"]} role="alert">
      <h2>‖ {words.notices.paused}</h2>
      <p>
        {words.notices.pausedBy(roleName({ role: paused.by }, words))} ·{" "}
        {timeOf(paused.at, words.locale)} · {paused.reason}
      </p>
      <p className={styles["soft"]}>{words.notices.pausedText}</p>
    </section>
  );
}
