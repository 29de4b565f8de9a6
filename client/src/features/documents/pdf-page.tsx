import { useEffect, useRef, useState } from "react";
import type { PDFDocumentProxy, PDFPageProxy } from "./open-pdf.ts";
import styles from "./documents.module.css";
import { drawWatermark } from "./watermark.ts";

type Props = Readonly<{
  pdf: PDFDocumentProxy;
  number: number;
  /** In CSS pixels. */
  width: number;
  /** Height by width, until the page is known. */
  ratio: number;
  mark: string;
  label: string;
  near: boolean;
}>;

/** One page: a picture with the reader's mark in it, and its text for who listens. Drawn only while it is near. */
export function PdfPage({ pdf, number, width, ratio, mark, label, near }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState("");
  const [shape, setShape] = useState(ratio);
  useEffect(() => {
    const target = canvas.current;
    if (!near || target === null) return undefined;
    let stop: () => void = () => {};
    let isWanted = true;
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      if (!isWanted) return;
      const plain = page.getViewport({ scale: 1 });
      setShape(plain.height / plain.width);
      const task = drawPage(page, target, width);
      stop = () => task.cancel();
      await task.promise;
      drawWatermark(target, mark, target.width / width);
      const content = await page.getTextContent();
      if (isWanted) setText(content.items.map((item) => ("str" in item ? item.str : "")).join(" "));
    };
    // Drawing that is given up ends by an exception; what fails otherwise leaves a blank page with its number.
    draw().catch(() => {});
    return () => {
      isWanted = false;
      stop();
    };
  }, [pdf, number, width, mark, near]);
  return (
    <figure className={styles["page"]} data-page={number} style={{ width, height: width * shape }}>
      {near && <canvas ref={canvas} role="img" aria-label={label} />}
      <figcaption className="only-heard">
        {label} {text}
      </figcaption>
    </figure>
  );
}

function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, width: number) {
  const sharpness = Math.min(globalThis.devicePixelRatio, 2);
  const scale = (width * sharpness) / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale });
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  return page.render({ canvas, viewport });
}
