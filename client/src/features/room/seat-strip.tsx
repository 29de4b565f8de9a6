import type { MediaState } from "../../media/state.ts";
import { initialOf, roleName } from "./naming.ts";
import { useRoom } from "./room-context.ts";
import styles from "./tile-stage.module.css";

/** The seats as a strip of initials with voice rings, for narrow pages. */
export function SeatStrip({ media }: Readonly<{ media: MediaState }>) {
  const { view, words } = useRoom();
  return (
    // More seats than fit are scrolled to, by the arrow keys too.
    <ul className={styles["strip"]} aria-label={words.media.tiles} tabIndex={0}>
      {view.seats.map((seat) => {
        const speaking = media.speaker === seat.person;
        const said = [
          roleName(seat, words),
          words.presence[seat.presence],
          ...(speaking ? [words.media.speaking] : []),
        ].join(", ");
        return (
          <li
            key={seat.person}
            title={said}
            data-here={seat.presence === "present"}
            data-speaking={speaking}
          >
            <span aria-hidden="true">{initialOf(seat, words)}</span>
            <span className="only-heard">{said}</span>
          </li>
        );
      })}
    </ul>
  );
}
