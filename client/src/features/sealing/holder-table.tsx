import type { SealingView } from "@yuanping/shared/contracts/view.ts";
import type { RoomWords } from "../../i18n/room/zh.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

/** Where each share is: one row a holder. */
export function HolderTable({ sealing }: Readonly<{ sealing: SealingView }>) {
  const { words } = useRoom();
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{words.sealing.holders}</th>
          <th scope="col">{words.sealing.state}</th>
        </tr>
      </thead>
      <tbody>
        {sealing.holders.map((row) => (
          <tr key={row.holder}>
            <th scope="row">{words.draw.party[row.holder]}</th>
            <td>{stateOf(row, sealing, words)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stateOf(
  { named, lost, released }: SealingView["holders"][number],
  { publicKey }: SealingView,
  words: RoomWords,
): string {
  if (lost) return `! ${words.sealing.lost}`;
  if (released) return `✓ ${words.sealing.released}`;
  if (!named) return words.sealing.notNamed;
  return publicKey === undefined ? `✓ ${words.sealing.named}` : `✓ ${words.sealing.holding}`;
}
