import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { grouped } from "../../i18n/digits.ts";
import look from "./draw.module.css";

/** The coefficients that are drawn by lot: their stated sets, who still has to reveal, and what came of it. */
export function NumbersPanel() {
  const { view, words } = useRoom();
  const { numbers } = view;
  if (numbers === undefined) return null;
  const { sets, isDue, awaited, N, U } = numbers;
  const said = words.draw.numbers;
  return (
    <section className={styles["panel"]} aria-labelledby="numbers">
      <h2 id="numbers">{said.heading}</h2>
      <p className={styles["plain"]} aria-live="polite">
        {isDue
          ? awaited.length === 0
            ? said.waits
            : said.awaited(awaited.map((party) => words.draw.party[party]).join("、"))
          : N === undefined || U === undefined
            ? said.notYet
            : said.drawn(grouped(N), grouped(U))}
      </p>
      <table className={styles["table"]}>
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
              <td className={look["set"]}>{from.join("、")}</td>
              <td>
                {value === undefined ? "—" : <strong className={look["value"]}>{value}</strong>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles["soft"]}>{said.why}</p>
    </section>
  );
}
