import type { CeremonyView } from "@yuanping/shared/contracts/view.ts";
import styles from "../room/room.module.css";
import look from "./draw.module.css";
import { useRoom } from "../room/room-context.ts";

/** Who has given what: key, commitment, cosignature, and the link of the round that is under way. */
export function PartyTable({ ceremony }: Readonly<{ ceremony: CeremonyView }>) {
  const { words } = useRoom();
  const { parties, phase } = ceremony;
  const mark = (given: boolean): string => (given ? `✓ ${words.draw.given}` : words.draw.waiting);
  return (
    <table className={styles["table"]}>
      <caption className={look["caption"]}>{words.draw.parties}</caption>
      <thead>
        <tr>
          <th scope="col">{words.draw.who}</th>
          <th scope="col">{words.draw.step.key}</th>
          <th scope="col">{words.draw.step.commit}</th>
          <th scope="col">{words.draw.step.freeze}</th>
          <th scope="col">{words.draw.step.reveal}</th>
        </tr>
      </thead>
      <tbody>
        {parties.map(({ party, key, committed, frozen, revealed }) => (
          <tr key={party}>
            <th scope="row">{words.draw.party[party]}</th>
            <td>{mark(key)}</td>
            <td>{mark(committed)}</td>
            <td>{mark(frozen)}</td>
            <td>{mark(revealed || phase === "rest")}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
