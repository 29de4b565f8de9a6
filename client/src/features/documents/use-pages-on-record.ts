import { useEffect, useState } from "react";
import { useRoom } from "../room/room-context.ts";
import { PagesShown } from "./pages-shown.ts";
import type { Reading } from "./reading-context.ts";

/** A page that was in front for so long, in milliseconds, was shown; one that was only scrolled past was not. */
const shownAfter = 1000;
const reportEvery = 5000;

/** Puts on record which pages were in front, summed up over some seconds, and what is left when the document closes. */
export function usePagesOnRecord({ bid, sha256 }: Reading, current: number): void {
  const { connection } = useRoom();
  const [shown] = useState(() => new PagesShown());
  useEffect(() => {
    const timer = setTimeout(() => shown.show(current), shownAfter);
    return () => clearTimeout(timer);
  }, [shown, current]);
  useEffect(() => {
    const report = () => {
      const pages = shown.take();
      // After the archive, or on a pause, it is refused: nothing can be put on record then.
      if (pages.length > 0)
        void connection.send({ type: "readPages", bid, sha256, pages: [...pages] });
    };
    const timer = setInterval(report, reportEvery);
    return () => {
      clearInterval(timer);
      report();
    };
  }, [connection, shown, bid, sha256]);
}
