import { bidderName } from "./naming.ts";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";

/** The unsealed bids: price, given points, documents. */
export function BidsPanel() {
  const { view, words } = useRoom();
  return (
    <section className={styles["panel"]} aria-labelledby="bids">
      <h2 id="bids">{words.bids.heading}</h2>
      {view.bids === undefined ? (
        <>
          <p className={styles["soft"]}>{words.bids.sealed}</p>
          <SealedBids />
        </>
      ) : (
        <ul className={styles["rows"]}>
          {view.bids.map(({ id, price, given, documents = [] }) => (
            <li key={id}>
              <b>{bidderName(view, id)}</b>
              {price !== undefined && (
                <span className={styles["code"]}>
                  {words.bids.price} {price}
                </span>
              )}
              {given !== undefined && (
                <span className={styles["soft"]}>
                  {words.bids.given}{" "}
                  {Object.entries(given)
                    .map(([name, value]) => `${name} ${value}`)
                    .join(" · ")}
                </span>
              )}
              <span className={styles["soft"]}>
                {documents.length === 0
                  ? words.bids.none
                  : `${words.bids.documents}: ${documents.map(({ name }) => name).join(" · ")}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What can be said while the bids are sealed. */
function SealedBids() {
  const { view } = useRoom();
  return (
    <ul className={styles["rows"]}>
      {(view.bidders ?? []).map(({ id, name }) => (
        <li key={id}>{name}</li>
      ))}
    </ul>
  );
}
