import { MinusOutlined, PlusOutlined, LeftOutlined, RightOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect, useRef, useState, type RefObject } from "react";
import { useRoom } from "../room/room-context.ts";
import { roleName } from "../room/naming.ts";
import styles from "./documents.module.css";
import type { PDFDocumentProxy } from "./open-pdf.ts";
import { PdfPage } from "./pdf-page.tsx";
import type { Reading } from "./reading-context.ts";
import { usePagesOnRecord } from "./use-pages-on-record.ts";

const zooms = [0.6, 0.8, 1, 1.25, 1.5, 2, 3] as const;
/** Space around a page, in CSS pixels. */
const around = 32;
/** Until a page is known it is taken for A4. */
const a4 = 297 / 210;

/** The pages of a document one below the other, as wide as there is room, and larger or smaller by steps. */
export function DocumentPages({
  pdf,
  reading,
}: Readonly<{ pdf: PDFDocumentProxy; reading: Reading }>) {
  const { view, words } = useRoom();
  const scroller = useRef<HTMLDivElement>(null);
  const width = useWidth(scroller);
  const [zoom, setZoom] = useState(zooms.indexOf(1));
  const { current, near } = usePages(scroller, pdf.numPages);
  usePagesOnRecord(reading, current);
  const factor = zooms[zoom] ?? 1;
  const [opened] = useState(() => new Date());
  const mark = `${roleName(view.me, words)} ${opened.toLocaleString(words.locale)} ${view.evaluation}`;
  const go = (number: number) =>
    scroller.current
      ?.querySelector(`[data-page="${number}"]`)
      ?.scrollIntoView({ block: "start", behavior: "instant" });
  return (
    <>
      <div className={styles["tools"]}>
        <Button
          type="text"
          icon={<LeftOutlined />}
          aria-label={words.documents.previous}
          disabled={current <= 1}
          onClick={() => go(current - 1)}
        />
        <span className="number" aria-live="polite">
          {words.documents.page(current, pdf.numPages)}
        </span>
        <Button
          type="text"
          icon={<RightOutlined />}
          aria-label={words.documents.next}
          disabled={current >= pdf.numPages}
          onClick={() => go(current + 1)}
        />
        <span className={styles["gap"]}>✓ {words.documents.matches}</span>
        <Button
          type="text"
          icon={<MinusOutlined />}
          aria-label={words.documents.smaller}
          disabled={zoom === 0}
          onClick={() => setZoom(zoom - 1)}
        />
        <span className="number">{words.documents.zoom(Math.round(factor * 100))}</span>
        <Button
          type="text"
          icon={<PlusOutlined />}
          aria-label={words.documents.larger}
          disabled={zoom === zooms.length - 1}
          onClick={() => setZoom(zoom + 1)}
        />
      </div>
      <div
        ref={scroller}
        className={styles["pages"]}
        role="region"
        aria-label={reading.name}
        // Scrolled by arrows and page keys (WCAG 2.1.1).
        tabIndex={0}
      >
        {width > 0 &&
          Array.from({ length: pdf.numPages }, (_, index) => (
            <PdfPage
              key={index}
              pdf={pdf}
              number={index + 1}
              width={Math.max(120, Math.floor((width - around) * factor))}
              ratio={a4}
              mark={mark}
              label={words.documents.pageAlone(index + 1)}
              near={near.has(index + 1)}
            />
          ))}
      </div>
    </>
  );
}

/** How wide the scroller is; followed when the splitter moves. */
function useWidth(scroller: RefObject<HTMLDivElement | null>): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return width;
}

/** The page that is read, and those near enough to be drawn. */
function usePages(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
): Readonly<{ current: number; near: ReadonlySet<number> }> {
  const [current, setCurrent] = useState(1);
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return undefined;
    const look = () => {
      const middle = element.scrollTop + element.clientHeight / 3;
      const pages = [...element.querySelectorAll<HTMLElement>("[data-page]")];
      const read = pages.findLast(({ offsetTop }) => offsetTop - element.offsetTop <= middle);
      setCurrent(Number(read?.dataset["page"] ?? 1));
    };
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [scroller]);
  const near = [current - 1, current, current + 1, current + 2].filter(
    (page) => page >= 1 && page <= count,
  );
  return { current, near: new Set(near) };
}
