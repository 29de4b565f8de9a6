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
  const { report } = view;
  const [read, again] = useReportHtml(connection.evaluation, report?.html);
  const { html, failed } = read;
  if (report === undefined) return null;
  return (
    <section className={styles["stack"]} aria-labelledby="report">
      <h2 id="report">{words.report.heading}</h2>
      <p className={styles["soft"]}>
        {words.report.issuedAt} {dateTimeOf(report.at, words.locale)} · {words.report.hash}{" "}
        <ShortHash value={report.json} /> ·{" "}
        <a
          href={`/api/evaluations/${connection.evaluation}/report.html`}
          target="_blank"
          rel="noreferrer"
        >
          {words.report.open}
        </a>
      </p>
      {failed && (
        <div className={styles["actions"]} role="status">
          <p>{words.report.loadFailed}</p>
          <Button onClick={again}>{words.report.retry}</Button>
        </div>
      )}
      <div className={look["paper"]}>
        {html === undefined ? (
          !failed && <Skeleton active />
        ) : (
          <iframe title={words.report.title} sandbox="" srcDoc={readable(html)} />
        )}
      </div>
    </section>
  );
}

/** How the report is laid out on a narrow screen; its text, which was hashed, stays as it is. */
const narrow =
  "<style>@media screen and (max-width:720px){body{margin:16px}table{display:block;overflow-x:auto}" +
  "th,td{min-width:5em;vertical-align:top;overflow-wrap:anywhere}thead+tbody td{min-width:8em}}</style>";

function readable(html: string): string {
  return html.replace("</head>", () => `${narrow}</head>`);
}

type Read = Readonly<{ html?: string; failed: boolean }>;
const unread: Read = { failed: false };

/** The text of the report with this digest, and a way to read it again. */
function useReportHtml(
  evaluation: string,
  digest: string | undefined,
): readonly [Read, () => void] {
  const [read, setRead] = useState<Readonly<{ of: string; result: Read }>>();
  const [attempt, setAttempt] = useState(0);
  const wanted = digest === undefined ? undefined : `${digest}/${attempt}`;
  useEffect(() => {
    if (wanted === undefined) return undefined;
    let current = true;
    const done = (result: Read) => {
      if (current) setRead({ of: wanted, result });
    };
    new HttpApi().reportHtml(evaluation).then(
      (answer) => done(answer.ok ? { html: answer.value, failed: false } : { failed: true }),
      () => done({ failed: true }),
    );
    return () => {
      current = false;
    };
  }, [evaluation, wanted]);
  const shown = read !== undefined && read.of === wanted ? read.result : unread;
  return [shown, () => setAttempt((count) => count + 1)];
}
