import { useEffect, useRef, type KeyboardEvent } from "react";
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

/**
 * The whole story, a line an event; the one that is looked at is kept in sight, and on paper all are there. For the
 * keyboard it is one stop, in which the arrows go from line to line.
 */
export function StoryLines({ lines, place, faultAt, go }: StoryLinesProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const own = list.current;
    if (own === null) return;
    const line = own.children.item(place);
    if (own.contains(document.activeElement)) line?.querySelector("button")?.focus();
    else if (line instanceof HTMLElement) {
      own.scrollTop = line.offsetTop - own.offsetTop - own.clientHeight / 2;
    }
  }, [place]);
  const step = (event: KeyboardEvent) => {
    const to = placeAfter(event.key, place, lines.length);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };
  return (
    <ol ref={list} className={styles["lines"]} aria-label={t("verify.story.lines")}>
      {lines.map(({ record, sentence }, index) => (
        <li key={record.seq} data-fault={record.seq === faultAt}>
          <button
            type="button"
            tabIndex={index === place ? 0 : -1}
            aria-current={index === place ? "true" : undefined}
            onClick={() => go(index)}
            onKeyDown={step}
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

/** Where a key leads in a list of so many lines; undefined where it leads nowhere. */
function placeAfter(key: string, place: number, count: number): number | undefined {
  if (key === "ArrowDown" && place + 1 < count) return place + 1;
  if (key === "ArrowUp" && place > 0) return place - 1;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : undefined;
}
