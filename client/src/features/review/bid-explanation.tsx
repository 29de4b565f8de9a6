import { explainBid } from "@yuanping/shared/method/index.ts";
import { useEffect, useMemo, useRef } from "react";
import { bidderName } from "../room/naming.ts";
import { useRoom } from "../room/room-context.ts";
import { explainedCase } from "./explained-case.ts";
import look from "./review.module.css";

/**
 * Why a bid stands where it stands: every step from the marks and the prices to the rank, computed again here. Give it
 * the bid as its key, so that the focus follows the choice.
 */
export function BidExplanation({ bid }: Readonly<{ bid: string }>) {
  const { view, words } = useRoom();
  const heading = useRef<HTMLHeadingElement>(null);
  const steps = useMemo(() => {
    const computed = explainedCase(view);
    return computed === undefined ? "" : explainBid(computed, bid, words.language);
  }, [view, bid, words.language]);
  useEffect(() => {
    heading.current?.focus();
  }, []);
  return (
    <section className={look["why"]} aria-labelledby="why">
      <h3 id="why" ref={heading} tabIndex={-1}>
        {words.result.whyFor(bidderName(view, bid))}
      </h3>
      <div className={look["steps"]}>{steps}</div>
    </section>
  );
}
