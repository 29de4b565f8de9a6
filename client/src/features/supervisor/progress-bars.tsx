import { Progress } from "antd";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { progressOf } from "./progress.ts";

/** Counts as bars with their numbers beside them; nothing at a stage that has nothing to count. */
export function ProgressBars() {
  const { view, words } = useRoom();
  const bars = progressOf(view);
  if (bars.length === 0) return null;
  return (
    <section aria-labelledby="progress">
      <h3 id="progress">{words.supervisor.progress}</h3>
      {bars.map(({ kind, done, of }) => (
        <div key={kind}>
          <p aria-live="polite">
            {words.supervisor[kind]}{" "}
            <b>
              {done}/{of}
            </b>
          </p>
          <Progress
            percent={of === 0 ? 0 : Math.round((done / of) * 100)}
            showInfo={false}
            aria-label={words.supervisor[kind]}
          />
        </div>
      ))}
      {view.stage === "scoring" && <p className={styles["soft"]}>{words.supervisor.noValues}</p>}
    </section>
  );
}
