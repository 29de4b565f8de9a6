import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Moment } from "../../components/moment.tsx";
import type { TrailLine } from "../trail/sentence.ts";
import styles from "./story.module.css";

type StoryLinesProps = Readonly<{
  lines: readonly TrailLine[];
  /** Which of them is looked at. */
  place: number;
  faultAt: number | undefined;
  go: (place: number) => void;
}>;

/** The whole story, a line an event; the one that is looked at is kept in sight, and on paper all are there. */
export function StoryLines({ lines, place, faultAt, go }: StoryLinesProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const own = list.current;
    // Whoever reads in the list is not led away from there.
    if (own === null || own.contains(document.activeElement)) return;
    const line = own.children.item(place);
    if (line instanceof HTMLElement) {
      own.scrollTop = line.offsetTop - own.offsetTop - own.clientHeight / 2;
    }
  }, [place]);
  return (
    <ol ref={list} className={styles["lines"]} aria-label={t("verify.story.lines")}>
      {lines.map(({ record, sentence }, index) => (
        <li key={record.seq} data-fault={record.seq === faultAt}>
          <button
            type="button"
            aria-current={index === place ? "true" : undefined}
            onClick={() => go(index)}
          >
            <span className="small quiet number">
              <Moment at={record.at} />
            </span>
            <span>
              {record.seq === faultAt && (
                <strong className={styles["faultWord"]}>✕ {t("verify.story.fault")} </strong>
              )}
              {sentence}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
