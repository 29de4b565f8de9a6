import { consentText, consentVersion } from "@yuanping/shared/law/recording-consent.ts";
import { Button } from "antd";
import styles from "./room.module.css";
import { useRoom } from "./room-context.ts";
import { SendError } from "./send-error.tsx";
import { useSend } from "./use-send.ts";

/** 录制告知与同意: the text first, then the one button. Shown until it is agreed to. */
export function ConsentPanel() {
  const { view, words } = useRoom();
  const { send, pending, refusal } = useSend();
  if (view.me.consentMissing !== true) return null;
  return (
    <section className={styles["panel"]} aria-labelledby="consent">
      <h2 id="consent">{words.consent.heading}</h2>
      <blockquote className={styles["plain"]}>
        {consentText(words.language, view.recording.years)}
      </blockquote>
      <SendError text={refusal} />
      <div className={styles["actions"]}>
        <p className={styles["soft"]}>{words.consent.consequence}</p>
        <Button
          type="primary"
          loading={pending}
          onClick={() => void send({ type: "consentToRecording", text: consentVersion })}
        >
          {words.consent.agree}
        </Button>
      </div>
    </section>
  );
}
