import { Button } from "antd";
import styles from "./room.module.css";
import { useFocusStays } from "./use-focus-stays.ts";

type Props = Readonly<{
  /** What comes of it, told before the button. */
  explained: string;
  action: string;
  pending: boolean;
  act: () => Promise<void>;
}>;

/** What one person is asked to do now; it goes when it is done. */
export function DutyButton({ explained, action, pending, act }: Props) {
  const leaving = useFocusStays<HTMLDivElement>();
  return (
    <div className={styles["step"]} ref={leaving}>
      <p className={styles["soft"]}>{explained}</p>
      <Button type="primary" size="large" loading={pending} onClick={() => void act()}>
        {action}
      </Button>
    </div>
  );
}
