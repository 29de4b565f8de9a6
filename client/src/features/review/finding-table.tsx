import { bidderName } from "../room/naming.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { FindingCell } from "./finding-cell.tsx";
import look from "./review.module.css";

/** 初步评审: bids × items, each pass or fail; recorded with every change. */
export function FindingTable() {
  const { view, words } = useRoom();
  const { items, mine, closed, missing } = view.review;
  const bids = (view.bids ?? []).map(({ id }) => id);
  const done = bids.flatMap((bid) => items.filter(({ id }) => mine[bid]?.[id] !== undefined));
  return (
    <section className={`${styles["panel"]} ${styles["wide"]}`} aria-labelledby="findings">
      <h2 id="findings">{words.review.heading}</h2>
      <p className={styles["soft"]} aria-live="polite">
        {words.review.progress(done.length, bids.length * items.length)}
        {missing !== undefined &&
          ` · ${missing === 0 ? words.review.complete : words.review.missing(missing)}`}
        {closed === undefined && ` · ${words.review.autosave}`}
      </p>
      <div className={styles["scroller"]} role="region" aria-labelledby="findings" tabIndex={0}>
        <table className={`${styles["table"]} ${look["findings"]}`}>
          <thead>
            <tr>
              <th scope="col">{words.review.bidder}</th>
              {items.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name[words.language]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {bids.map((bid) => (
              <tr key={bid}>
                <th scope="row">{bidderName(view, bid)}</th>
                {items.map((item) => (
                  <td key={item.id} data-item={item.name[words.language]}>
                    <FindingCell
                      bid={bid}
                      item={item.id}
                      label={`${bidderName(view, bid)} · ${item.name[words.language]}`}
                      finding={mine[bid]?.[item.id]}
                      locked={closed !== undefined || view.paused !== undefined}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
