import styles from "../room/room.module.css";
import { roleName, seatName } from "../room/naming.ts";
import { useRoom } from "../room/room-context.ts";
import look from "./draw.module.css";
import { DrawProof } from "./draw-proof.tsx";
import { grouped } from "../../i18n/digits.ts";

/** N valid panels, number U was drawn: a sentence that a lay person understands. */
export function DrawResult() {
  const { view, words } = useRoom();
  const { draw, ceremony } = view;
  if (draw === undefined) return null;
  const vacant = ceremony?.vacancies ?? 0;
  const isWeighted = draw.panels !== draw.N;
  return (
    <section className={styles["stack"]} aria-labelledby="drawn">
      <h2 id="drawn">
        {vacant > 0 ? `○ ${words.agency.vacant(vacant)}` : `✓ ${words.agency.drawn}`}
      </h2>
      <p className={look["sentence"]}>
        {words.agency.sentence(draw.poolSize)}
        <span className={look["number"]}>{grouped(draw.panels)}</span>
        {isWeighted ? words.agency.numbered : words.agency.kinds}
        {isWeighted && (
          <>
            <span className={look["number"]}>{grouped(draw.N)}</span>
            {words.agency.of}
          </>
        )}
        <span className={look["number"]}>{grouped(draw.U)}</span>
        {words.agency.last}
      </p>
      <ul className={look["drawn"]} aria-label={words.agency.members}>
        {view.members
          .filter(({ status }) => status !== "out")
          .map(({ code, seat }) => (
            <li key={code}>
              <strong>{roleName({ role: "expert", code }, words)}</strong> {seatName(seat, words)}
            </li>
          ))}
      </ul>
      <p className={styles["plain"]}>{words.agency.who}</p>
      <p className={styles["soft"]}>
        {words.agency.poolHash}{" "}
        <code className={`${styles["code"]} ${look["digest"]}`}>{draw.poolRoot}</code>
      </p>
      <DrawProof />
    </section>
  );
}
