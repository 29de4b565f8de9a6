import { Button, Skeleton } from "antd";
import { useEffect, useState } from "react";
import { HttpApi } from "../../connection/http.ts";
import { dateTimeOf } from "../room/clock.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { ShortHash } from "../../components/short-hash.tsx";
import look from "./report.module.css";

/** The report as issued, in a frame that runs no script. */
export function ReportViewer() {
  const { connection, view, words } = useRoom();
  const [html, setHtml] = useState<string>();
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const { report } = view;
  useEffect(() => {
    if (report === undefined) return undefined;
    let current = true;
    setFailed(false);
    void new HttpApi().reportHtml(connection.evaluation).then((answer) => {
      if (!current) return;
      if (answer.ok) setHtml(answer.value);
      else setFailed(true);
    });
    return () => {
      current = false;
    };
  }, [connection.evaluation, report?.html, attempt]);
  if (report === undefined) return null;
  return (
    <section className={styles["stack"]} aria-labelledby="report">
      <h2 id="report">{words.report.heading}</h2>
      <p className={styles["soft"]}>
        {words.report.issuedAt} {dateTimeOf(report.at, words.locale)} · {words.report.hash}{" "}
        <ShortHash value={report.json} />
      </p>
      {failed && (
        <div className={styles["actions"]} role="status">
          <p>{words.report.loadFailed}</p>
          <Button onClick={() => setAttempt(attempt + 1)}>{words.report.retry}</Button>
        </div>
      )}
      <div className={look["paper"]}>
        {html === undefined ? (
          !failed && <Skeleton active />
        ) : (
          <iframe title={words.report.title} sandbox="" srcDoc={html} />
        )}
      </div>
    </section>
  );
}
