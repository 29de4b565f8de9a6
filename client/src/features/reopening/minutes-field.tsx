import { InputNumber } from "antd";
import { useId } from "react";
import styles from "../room/room.module.css";

type Props = Readonly<{
  label: string;
  hint?: string;
  value: number | null;
  change: (minutes: number | null) => void;
}>;

const longest = 14 * 24 * 60;

/** So many minutes, or none. */
export function MinutesField({ label, hint, value, change }: Props) {
  const id = useId();
  return (
    <label className={styles["field"]} htmlFor={id}>
      <span>{label}</span>
      <InputNumber<number>
        id={id}
        min={1}
        max={longest}
        precision={0}
        value={value}
        onChange={change}
      />
      {hint !== undefined && <span className={styles["soft"]}>{hint}</span>}
    </label>
  );
}

/** The instant so many minutes from now, by this machine's clock. */
export function minutesFromNow(minutes: number | null): number | undefined {
  return minutes === null ? undefined : Date.now() + minutes * 60_000;
}
