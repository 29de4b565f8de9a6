import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import type { CheckStep } from "./check-steps.ts";
import look from "./device-check.module.css";

const signs = { ok: "✓", open: "○", running: "…", problem: "!" } as const;
const tones = { ok: "good", open: undefined, running: undefined, problem: "bad" } as const;

/** Each step with its verdict in a word, and what to do about it. */
export function StepList({ steps }: Readonly<{ steps: readonly CheckStep[] }>) {
  const { words } = useRoom();
  const { ok, notYet, running, problem } = words.check;
  const verdict = { ok, open: notYet, running, problem };
  return (
    <ul className={look["steps"]} aria-live="polite" aria-label={words.check.steps}>
      {steps.map(({ name, state, advised }) => (
        <li key={name}>
          <span>{words.check.step[name]}</span>
          <span className={styles["tag"]} data-tone={tones[state]}>
            {signs[state]} {verdict[state]}
          </span>
          {advised && <span className={look["advice"]}>{words.check.advice[name]}</span>}
        </li>
      ))}
    </ul>
  );
}
