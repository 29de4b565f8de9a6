import { timeOf } from "../room/clock.ts";
import { roleName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

const tones = { open: "care", signed: "good", dissent: "bad", deemed: "good" } as const;
const signs = { open: "○", signed: "✓", dissent: "✕", deemed: "–" } as const;

/** How each member stands to the report. */
export function Standings() {
  const { view, words } = useRoom();
  if (view.report === undefined) return null;
  return (
    <section aria-labelledby="standings">
      <h3 id="standings">{words.report.standings}</h3>
      <ul className={styles["rows"]}>
        {view.report.standings.map(({ code, kind, at, reason }) => (
          <li key={code}>
            <span>
              {roleName({ role: "expert", code }, words)}
              {code === view.me.code && ` (${words.person.me})`}
            </span>
            <span>
              <span className={styles["tag"]} data-tone={tones[kind]}>
                {signs[kind]} {words.report.kind[kind]}
              </span>{" "}
              <span className={styles["soft"]}>
                {at === undefined ? "" : timeOf(at, words.locale)}
              </span>
            </span>
            {reason !== undefined && <p className={styles["plain"]}>{reason}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
