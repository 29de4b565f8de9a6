import type { BidDocument } from "@yuanping/shared/contracts/tender.ts";
import { NumbersPanel } from "../draw/numbers-panel.tsx";
import { grouped } from "../../i18n/digits.ts";
import look from "../documents/documents.module.css";
import { useReading } from "../documents/reading-context.ts";
import { BidRecusal } from "./bid-recusal.tsx";
import lines from "./bids.module.css";
import { recusedFrom } from "./own-bids.ts";
import { bidderName } from "./naming.ts";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";

/** The unsealed bids: price, given points, documents; and the coefficients that their prices are measured by. */
export function BidsPanel() {
  return (
    <>
      <Bids />
      <NumbersPanel />
    </>
  );
}

function Bids() {
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
        <>
          <p className={styles["soft"]}>{words.documents.recorded}</p>
          <ul className={`${styles["rows"]} ${lines["bids"]}`}>
            {view.bids.map(({ id, price, given, documents = [] }) => (
              <li key={id}>
                <b>{bidderName(view, id)}</b>
                {price !== undefined && (
                  <span className={lines["price"]}>
                    <span className={styles["soft"]}>{words.bids.price}</span> {grouped(price)}
                  </span>
                )}
                {given !== undefined && (
                  <span className={`${styles["soft"]} ${lines["given"]}`}>
                    {words.bids.given}{" "}
                    {Object.entries(given)
                      .map(([name, value]) => `${name} ${value}`)
                      .join(" · ")}
                  </span>
                )}
                <Documents bid={id} documents={documents} />
                <BidRecusal bid={id} />
              </li>
            ))}
            {recusedFrom(view).map((bid) => (
              <li key={bid}>
                <b>{bidderName(view, bid)}</b>
                <span className={styles["tag"]} data-tone="care">
                  {words.bidRecusal.done}
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Documents({
  bid,
  documents,
}: Readonly<{ bid: string; documents: readonly BidDocument[] }>) {
  const { view, words } = useRoom();
  const { reading, read } = useReading();
  // Those who run or watch the room compare it with what they were given; members have the check in the page.
  const isOffice = view.me.role !== "expert";
  if (documents.length === 0) {
    return (
      <span className={lines["files"]}>
        <span className={styles["soft"]}>{words.bids.none}</span>
      </span>
    );
  }
  return (
    <span className={lines["files"]}>
      {documents.map(({ name, sha256, mediaType }) => {
        if (mediaType !== "application/pdf") {
          return (
            <span key={sha256} className={styles["soft"]}>
              {name} · {words.documents.other}
            </span>
          );
        }
        const isRead = reading?.bid === bid && reading.sha256 === sha256;
        return (
          <span key={sha256}>
            <button
              type="button"
              className={look["file"]}
              aria-label={words.documents.open(name, bidderName(view, bid))}
              aria-current={isRead}
              onClick={() => read({ bid, sha256, name })}
            >
              {name}
              {isRead && <span className={styles["tag"]}>{words.documents.shown}</span>}
            </button>
            {isOffice && <span className={look["hash"]}>SHA-256 {sha256}</span>}
          </span>
        );
      })}
    </span>
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
