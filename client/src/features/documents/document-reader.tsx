import { CloseOutlined } from "@ant-design/icons";
import { Alert, Button, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { bidderName } from "../room/naming.ts";
import { useRoom } from "../room/room-context.ts";
import { DocumentPages } from "./document-pages.tsx";
import styles from "./documents.module.css";
import type { Reading } from "./reading-context.ts";
import { useDocument } from "./use-document.ts";

/** A document of a bid, opened on record, checked by hash, read in the page. */
export function DocumentReader({
  reading,
  close,
}: Readonly<{ reading: Reading; close: () => void }>) {
  const { view, words } = useRoom();
  const [attempt, setAttempt] = useState(0);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles["reader"]} aria-labelledby="reader">
      <header className={styles["head"]}>
        <div>
          <h2 id="reader" ref={heading} tabIndex={-1}>
            {reading.name}
          </h2>
          <p>{bidderName(view, reading.bid)}</p>
        </div>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={words.documents.close}
          onClick={close}
        />
      </header>
      <Content key={attempt} reading={reading} retry={() => setAttempt(attempt + 1)} />
    </section>
  );
}

function Content({ reading, retry }: Readonly<{ reading: Reading; retry: () => void }>) {
  const state = useDocument(reading);
  const { words } = useRoom();
  switch (state.kind) {
    case "opening":
    case "loading": {
      const percent = state.kind === "loading" ? Math.round(state.fraction * 100) : 0;
      const text =
        state.kind === "loading" ? words.documents.loading(percent) : words.documents.opening;
      return (
        <div className={styles["waiting"]} role="status">
          <Progress percent={percent} showInfo={false} aria-label={text} />
          <p>{text}</p>
        </div>
      );
    }
    case "open":
      return <DocumentPages pdf={state.pdf} reading={reading} />;
    case "altered":
    case "unreadable":
      return (
        <Alert
          className={styles["note"] ?? ""}
          type="error"
          showIcon
          title={words.documents[state.kind]}
        />
      );
    case "failed":
    default:
      return (
        <Alert
          className={styles["note"] ?? ""}
          type="warning"
          showIcon
          title={state.text}
          action={<Button onClick={retry}>{words.documents.retry}</Button>}
        />
      );
  }
}
