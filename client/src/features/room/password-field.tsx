import { Input } from "antd";
import { useId } from "react";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";

/** The second proof: the password, entered again for what signs for the person. */
export function PasswordField({
  value,
  change,
  submit,
}: Readonly<{ value: string; change: (value: string) => void; submit?: () => void }>) {
  const { words } = useRoom();
  const id = useId();
  return (
    <label className={styles["field"]} htmlFor={id}>
      <span>{words.common.password}</span>
      <Input.Password
        id={id}
        value={value}
        autoComplete="current-password"
        placeholder={words.common.passwordHint}
        onChange={(event) => change(event.target.value)}
        {...(submit === undefined ? {} : { onPressEnter: submit })}
      />
    </label>
  );
}
