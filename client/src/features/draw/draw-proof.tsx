import { drawPartySchema } from "@yuanping/shared/draw/index.ts";
import { Button } from "antd";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import look from "./draw.module.css";
import { useDrawCheck } from "./use-draw-check.ts";

/** Why nobody could have chosen, in a minute's reading, and the button that repeats the draw in this browser. */
export function DrawProof() {
  const { view, words } = useRoom();
  const { phase, checks, check } = useDrawCheck(view.evaluation);
  const { proof } = words.draw;
  const mayCheck = drawPartySchema.safeParse(view.me.role).success;
  const wrong = checks.filter(({ ok }) => ok === false);
  return (
    <section className={styles["stack"]} aria-labelledby="draw-proof">
      <h3 id="draw-proof">{proof.heading}</h3>
      <ol className={look["reasons"]}>
        {proof.reasons.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ol>
      {mayCheck && (
        <div className={look["byOneself"]}>
          <Button onClick={check} loading={phase === "running"}>
            {proof.check}
          </Button>
          <p className={styles["soft"]}>{proof.here}</p>
        </div>
      )}
      <p role="status" className={wrong.length > 0 || phase === "failed" ? styles["obstacle"] : ""}>
        {phase === "failed" && proof.failed}
        {phase === "done" && (wrong.length === 0 ? proof.holds : proof.wrong)}
      </p>
      {phase === "done" && (
        <ol className={look["checks"]}>
          {checks.map(({ number, name, ok, detail }) => (
            <li key={number}>
              <span aria-hidden>{ok === true ? "✓" : ok === false ? "✗" : "…"}</span>
              <span>
                {proof.names[name] ?? name}
                {ok === null && <span className={styles["soft"]}>{proof.undecided}</span>}
                {ok === false && <span className={styles["obstacle"]}>{detail}</span>}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
