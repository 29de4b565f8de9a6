import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { dutiesAt } from "./host-duties.ts";
import type { HostDuty } from "./host-duties.ts";

const signs = { done: "✓", open: "○", yours: "◇" } as const;
const tones = { done: "good", open: "care", yours: undefined } as const;

/** The host's duties at this stage, ticked where the record knows. */
export function Checklist() {
  const { view, words } = useRoom();
  const duties = dutiesAt(view);
  if (duties.length === 0) return null;
  return (
    <section aria-labelledby="duties">
      <h2 id="duties">{words.host.checklist}</h2>
      <ul className={styles["rows"]}>
        {duties.map(({ name, state }) => (
          <li key={name}>
            <span>{words.host.duties[name]}</span>
            <span className={styles["tag"]} data-tone={tones[state]}>
              {signs[state]} {word(state)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

  function word(state: HostDuty["state"]): string {
    return { done: words.host.done, open: words.host.todo, yours: words.host.yours }[state];
  }
}
