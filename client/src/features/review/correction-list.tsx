import { timeOf } from "../room/clock.ts";
import { bidderName, roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

/** Every correction with both marks and its ground. */
export function CorrectionList() {
  const { view, words } = useRoom();
  const corrections = view.result?.corrections ?? [];
  if (corrections.length === 0) return null;
  return (
    <section aria-labelledby="corrections">
      <h3 id="corrections">{words.result.corrected}</h3>
      <ul className={styles["rows"]}>
        {corrections.map(({ code, bid, item, before, after, reasonCode, reason, at }) => (
          <li key={`${at}-${code}-${bid}-${item}`}>
            <span>
              {timeOf(at, words.locale)} {roleName({ role: "expert", code }, words)} ·{" "}
              {bidderName(view, bid)} · {item}: {before ?? "–"} → <b>{after}</b>
            </span>
            <span className={styles["soft"]}>
              {reasonCode} {words.result.codes[reasonCode]} · {reason}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
