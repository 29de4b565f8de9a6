import { useRoom } from "../room/room-context.ts";
import styles from "./draw.module.css";

/** The drawn coefficients in a line, for those who score by them; nothing where none are drawn by lot. */
export function NumbersLine() {
  const { view, words } = useRoom();
  const drawn = (view.numbers?.sets ?? []).flatMap(({ name, value }) =>
    value === undefined ? [] : [{ name, value }],
  );
  if (drawn.length === 0) return null;
  const said = words.draw.numbers;
  return (
    <p className={styles["short"]}>
      {said.inForce}
      {drawn.map(({ name, value }) => (
        <span key={name}>
          {said.names[name] ?? name} <strong>{value}</strong>
        </span>
      ))}
    </p>
  );
}
