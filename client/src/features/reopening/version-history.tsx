import type { ReopeningView } from "@yuanping/shared/contracts/view.ts";
import { dateTimeOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { VersionTable } from "./version-table.tsx";

type Kept = ReopeningView["kept"][number];

/** What stood before the panel's work was opened again, what was refused, and the results side by side. */
export function VersionHistory() {
  const { view, words } = useRoom();
  const { reopening } = view;
  if (reopening === undefined) return null;
  const { kept, refused } = reopening;
  if (kept.length === 0 && refused.length === 0) return null;
  return (
    <section className={styles["stack"]} aria-labelledby="versions">
      <h3 id="versions">{words.history.heading}</h3>
      <ul className={styles["rows"]}>
        {kept.map((entry) => (
          <li key={entry.at}>
            <KeptLine entry={entry} />
          </li>
        ))}
        {refused.map(({ number, from, to, reason, answer }) => (
          <li key={`refused-${number}`}>
            <span>
              <b>{words.history.rollback(number)}</b>{" "}
              {words.rollback.line(words.stage[from], words.stage[to])} · {reason}
            </span>
            <span className={styles["soft"]}>
              {words.rollback.refused}: {answer.reason}
            </span>
          </li>
        ))}
      </ul>
      <VersionTable />
    </section>
  );
}

function KeptLine({ entry }: Readonly<{ entry: Kept }>) {
  const { words } = useRoom();
  const { kind, at, reason, report } = entry;
  const what =
    kind === "re-review"
      ? `${words.history.reReview} · ${words.reReview.codes[entry.code]}`
      : `${words.history.rollback(entry.number)} ${words.rollback.line(words.stage[entry.from], words.stage[entry.to])}`;
  return (
    <>
      <span>
        {dateTimeOf(at, words.locale)} <b>{what}</b> · {reason}
      </span>
      <span className={styles["soft"]}>
        {kind === "rollback" && sheetsText(entry.sheets)}
        {report !== undefined && (
          <>
            {" "}
            {words.history.report}{" "}
            <code className={styles["code"]}>{report.json.slice(0, 16)}…</code>
          </>
        )}
      </span>
    </>
  );

  function sheetsText(sheets: readonly Readonly<{ opened: boolean }>[] | undefined): string {
    if (sheets === undefined) return words.history.sheetsKept;
    const opened = sheets.filter((sheet) => sheet.opened).length;
    return words.history.sheets(opened, sheets.length - opened);
  }
}
