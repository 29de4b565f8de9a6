import lines from "../room/bids.module.css";
import { bidderName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

/** What the majority decided: who goes on, and who was rejected for which clause. */
export function ReviewResult() {
  const { view, words } = useRoom();
  const { closed, items } = view.review;
  if (closed === undefined) return null;
  const itemName = (id: string) => items.find((item) => item.id === id)?.name[words.language] ?? id;
  return (
    <section className={styles["panel"]} aria-labelledby="review-result">
      <h2 id="review-result">{words.review.result}</h2>
      <ul className={`${styles["rows"]} ${lines["bids"]}`}>
        {closed.valid.map((bid) => (
          <li key={bid}>
            <span>{bidderName(view, bid)}</span>
            <span className={styles["tag"]} data-tone="good">
              ✓ {words.review.valid}
            </span>
          </li>
        ))}
        {closed.rejected.map(({ bid, items: failed }) => (
          <li key={bid}>
            <span>{bidderName(view, bid)}</span>
            <span className={styles["tag"]} data-tone="bad">
              ✕ {words.review.rejected}
            </span>
            <ul className={styles["clauses"]}>
              {failed.map(({ item, fail, pass, reasons }) => (
                <li key={item}>
                  {itemName(item)}: {words.review.votes(fail, pass)}
                  <br />
                  <span className={styles["soft"]}>{[...new Set(reasons)].join(" / ")}</span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}
