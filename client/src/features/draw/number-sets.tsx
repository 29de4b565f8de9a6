import type { NumbersView } from "@yuanping/shared/contracts/view.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./draw.module.css";

/** The stated sets, and what was drawn from each as far as it was. */
export function NumberSets({ sets }: Pick<NumbersView, "sets">) {
  const { words } = useRoom();
  const said = words.draw.numbers;
  return (
    <table className={`${styles["table"]} ${look["sets"]}`}>
      <thead>
        <tr>
          <th scope="col">{said.coefficient}</th>
          <th scope="col">{said.from}</th>
          <th scope="col">{said.value}</th>
        </tr>
      </thead>
      <tbody>
        {sets.map(({ name, from, value }) => (
          <tr key={name}>
            <th scope="row">{said.names[name] ?? name}</th>
            <td className={look["set"]}>{from.join(words.draw.between)}</td>
            <td>
              {value === undefined ? "—" : <strong className={look["value"]}>{value}</strong>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
