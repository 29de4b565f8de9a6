import type { CeremonyView } from "@yuanping/shared/contracts/view.ts";
import styles from "../room/room.module.css";
import look from "./draw.module.css";
import { seatName } from "../room/naming.ts";
import { useRoom } from "../room/room-context.ts";
import { percentOf } from "../../i18n/digits.ts";

type Props = Readonly<{
  ranges: NonNullable<CeremonyView["sealed"]>["ranges"];
  /** The number of valid panels. */
  total: string;
}>;

/** How likely an expert of each specialty is to be drawn, from the least to the most likely. */
export function ChanceTable({ ranges, total }: Props) {
  const { words } = useRoom();
  return (
    <table className={styles["table"]}>
      <caption className={look["caption"]}>{words.draw.chances}</caption>
      <thead>
        <tr>
          <th scope="col">{words.draw.seat}</th>
          <th scope="col">{words.draw.experts}</th>
          <th scope="col">{words.draw.smallest}</th>
          <th scope="col">{words.draw.largest}</th>
        </tr>
      </thead>
      <tbody>
        {ranges.map(({ seat, experts, smallest, largest }) => (
          <tr key={seat}>
            <th scope="row">{seatName(seat, words)}</th>
            <td>{experts}</td>
            <td>{percentOf(smallest, total)}</td>
            <td>{percentOf(largest, total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
