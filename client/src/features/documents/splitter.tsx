import type { KeyboardEvent, PointerEvent, ReactNode } from "react";
import { useRef, useState } from "react";
import styles from "./documents.module.css";

/** The share of the left side in percent: at least so much for each. */
const least = 30;
const most = 75;
const byKey = 4;

type Props = Readonly<{ left: ReactNode; right: ReactNode | undefined; label: string }>;

/**
 * Two sides with a border that can be moved, by pointer or by arrows (WAI-ARIA window splitter). The left side stays
 * mounted when the right one comes and goes.
 */
export function Splitter({ left, right, label }: Props) {
  const [share, setShare] = useState(56);
  const frame = useRef<HTMLDivElement>(null);
  const set = (wanted: number) => setShare(Math.min(most, Math.max(least, Math.round(wanted))));
  const press = (event: KeyboardEvent) => {
    const wanted = { ArrowLeft: share - byKey, ArrowRight: share + byKey, Home: least, End: most }[
      event.key
    ];
    if (wanted === undefined) return;
    event.preventDefault();
    set(wanted);
  };
  const drag = (event: PointerEvent) => {
    const bounds = frame.current?.getBoundingClientRect();
    if (bounds === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    set(((event.clientX - bounds.left) / bounds.width) * 100);
  };
  const isSplit = right !== undefined;
  return (
    <div
      ref={frame}
      className={styles["desk"]}
      style={isSplit ? { gridTemplateColumns: `${share}% 9px minmax(0, 1fr)` } : undefined}
    >
      <div className={styles["side"]}>{left}</div>
      {isSplit && (
        <>
          <div
            className={styles["splitter"]}
            role="separator"
            aria-orientation="vertical"
            aria-label={label}
            aria-valuemin={least}
            aria-valuemax={most}
            aria-valuenow={share}
            tabIndex={0}
            onKeyDown={press}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={drag}
          />
          <div className={styles["side"]}>{right}</div>
        </>
      )}
    </div>
  );
}
