import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";

/** The bidders as announced; before that, how the list fills. */
export function BidderList() {
  const { view, words } = useRoom();
  if (view.bidders === undefined) return <p className={styles["soft"]}>{words.bidders.hidden}</p>;
  return (
    <ol className={styles["clauses"]}>
      {view.bidders.map(({ id, name, creditCode }) => (
        <li key={id}>
          {name}
          {creditCode !== undefined && <span className={styles["soft"]}> {creditCode}</span>}
        </li>
      ))}
    </ol>
  );
}
