import { timeOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./reopening.module.css";

/** Why what was done is to be done again; until there is a result again. */
export function RolledBack() {
  const { view, words } = useRoom();
  const last = view.reopening?.kept.at(-1);
  if (last?.kind !== "rollback" || view.result !== undefined) return null;
  const { from, to, reason, at } = last;
  return (
    <section className={look["waiting"]} aria-labelledby="rolled-back">
      <h3 id="rolled-back">{words.rollback.done}</h3>
      <p className={styles["plain"]}>
        <b>{words.rollback.line(words.stage[from], words.stage[to])}</b> {reason}{" "}
        <span className={styles["soft"]}>{timeOf(at, words.locale)}</span>
      </p>
    </section>
  );
}
