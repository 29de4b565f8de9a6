import { Button } from "antd";
import { ReReviewOpening } from "../reopening/re-review-opening.tsx";
import { VersionHistory } from "../reopening/version-history.tsx";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./report.module.css";
import { ReportViewer } from "./report-viewer.tsx";
import { Standings } from "./standings.tsx";

/** What remains: the record to take along and to verify, and the report. */
export function FinalPanel() {
  const { view, words } = useRoom();
  const { evaluation, terminated } = view;
  return (
    <section className={styles["panel"]} aria-labelledby="final">
      <h2 id="final">{terminated === undefined ? words.report.final : words.report.terminated}</h2>
      {terminated !== undefined && (
        <p className={styles["plain"]}>
          {words.host.failureCodes[terminated.code]}: {terminated.reason}
        </p>
      )}
      <p className={styles["plain"]}>{words.report.finalText}</p>
      <div className={look["links"]}>
        <Button type="primary" href={`/api/evaluations/${evaluation}/bundle`} download>
          {words.report.download}
        </Button>
        <Button href={`/evaluation/${evaluation}/trail`}>{words.report.verify}</Button>
        {view.recording.mayWatch && (
          <Button href={`/evaluation/${evaluation}/recording`}>{words.player.open}</Button>
        )}
        <ReReviewOpening />
      </div>
      <ReportViewer />
      <Standings />
      <VersionHistory />
    </section>
  );
}
