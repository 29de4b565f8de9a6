import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { grouped } from "../../i18n/digits.ts";
import { NumberSets } from "./number-sets.tsx";

/** The coefficients that are drawn by lot, before and after; while they are drawn, the ceremony shows them itself. */
export function NumbersPanel() {
  const { view, words } = useRoom();
  const { numbers, ceremony } = view;
  if (numbers === undefined || (numbers.isDue && ceremony?.due === "numbers")) return null;
  const { sets, isDue, awaited, N, U } = numbers;
  const said = words.draw.numbers;
  return (
    <section className={styles["panel"]} aria-labelledby="numbers">
      <h2 id="numbers">{said.heading}</h2>
      <p className={styles["plain"]} aria-live="polite">
        {isDue
          ? awaited.length === 0
            ? said.waits
            : said.awaited(awaited.map((party) => words.draw.party[party]).join(words.draw.between))
          : N === undefined || U === undefined
            ? said.notYet
            : said.drawn(grouped(N), grouped(U))}
      </p>
      <NumberSets sets={sets} />
      <p className={styles["soft"]}>{said.why}</p>
    </section>
  );
}
