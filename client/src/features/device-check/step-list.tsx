import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import type { CheckStep } from "./check-steps.ts";

const signs = { ok: "✓", open: "○", problem: "!" } as const;
const tones = { ok: "good", open: undefined, problem: "bad" } as const;

/** Each step with its verdict in a word, and what to do about it. */
export function StepList({ steps }: Readonly<{ steps: readonly CheckStep[] }>) {
  const { words } = useRoom();
  const verdict = { ok: words.check.ok, open: words.check.notYet, problem: words.check.problem };
  return (
    <ul className={styles["rows"]} aria-live="polite">
      {steps.map(({ name, state }) => (
        <li key={name}>
          <span>
            {words.check.step[name]}
            {state !== "ok" && (
              <span className={styles["soft"]}> · {words.check.advice[name]}</span>
            )}
          </span>
          <span className={styles["tag"]} data-tone={tones[state]}>
            {signs[state]} {verdict[state]}
          </span>
        </li>
      ))}
    </ul>
  );
}
