import { Button } from "antd";
import { useState } from "react";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

/** So many rows are drawn at once; a panel of 99 with them is some five thousand cells. */
const pageSize = 50;

export type Pages<T> = Readonly<{
  shown: readonly T[];
  from: number;
  of: number;
  go: (by: number) => void;
}>;

/** A long list page by page, so that the largest tender's tables stay quick. */
export function usePages<T>(all: readonly T[]): Pages<T> {
  const [page, setPage] = useState(0);
  const last = Math.max(0, Math.ceil(all.length / pageSize) - 1);
  const now = Math.min(page, last);
  const from = now * pageSize;
  return {
    shown: all.slice(from, from + pageSize),
    from,
    of: all.length,
    go: (by) => setPage(Math.min(last, Math.max(0, now + by))),
  };
}

/** Which rows are shown, and the way to the others; nothing when all are. */
export function PageTurner({ pages }: Readonly<{ pages: Pages<unknown> }>) {
  const { words } = useRoom();
  const { shown, from, of, go } = pages;
  if (shown.length === of) return null;
  return (
    <div className={styles["actions"]}>
      <Button disabled={from === 0} onClick={() => go(-1)}>
        {words.result.earlier}
      </Button>
      <span aria-live="polite">{words.result.rows(from + 1, from + shown.length, of)}</span>
      <Button disabled={from + shown.length >= of} onClick={() => go(1)}>
        {words.result.later}
      </Button>
    </div>
  );
}
