import { Button, Checkbox, Progress } from "antd";
import { useState } from "react";
import { VideoTrack } from "../../media/react/track-views.tsx";
import { useLevel } from "../../media/react/use-level.ts";
import { useLocalDevice } from "../../media/react/use-local-device.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { DevicePicker } from "./device-picker.tsx";
import look from "./device-check.module.css";
import { playTestSound } from "./test-sound.ts";

/** Before the room: see oneself, hear oneself, agree, and enter. A camera is not needed to enter. */
export function DeviceCheck({ enter }: Readonly<{ enter?: () => void }>) {
  const { words } = useRoom();
  const [started, setStarted] = useState(false);
  const [consent, setConsent] = useState(false);
  const [playing, setPlaying] = useState(false);
  const camera = useLocalDevice("camera", started);
  const microphone = useLocalDevice("microphone", started);
  const level = useLevel(microphone.track);
  const test = async () => {
    setPlaying(true);
    await playTestSound();
    setPlaying(false);
  };
  return (
    <section className={styles["panel"]} aria-labelledby="device-check">
      <h2 id="device-check">{words.check.heading}</h2>
      <p className={styles["plain"]}>{words.check.intro}</p>
      <div className={look["grid"]}>
        <div className={look["preview"]} role="img" aria-label={words.check.preview}>
          {camera.track === undefined ? (
            <span>
              {camera.failure === undefined
                ? words.media.noVideo
                : words.media.failure[camera.failure]}
            </span>
          ) : (
            <VideoTrack track={camera.track} className={look["video"]} mirrored />
          )}
        </div>
        <div className={styles["stack"]}>
          {!started && <Button onClick={() => setStarted(true)}>{words.check.start}</Button>}
          <DevicePicker kind="camera" device={camera} />
          <DevicePicker kind="microphone" device={microphone} />
          <div className={styles["field"]}>
            <span>{words.check.level}</span>
            <Progress
              percent={Math.round(level * 100)}
              showInfo={false}
              aria-label={words.check.level}
            />
            <span className={styles["soft"]}>{words.check.levelHint}</span>
          </div>
          <Button disabled={playing} onClick={() => void test()}>
            {playing ? words.check.testPlaying : words.check.test}
          </Button>
          <span className={styles["soft"]}>{words.check.testHint}</span>
        </div>
      </div>
      {enter !== undefined && (
        <>
          <Checkbox checked={consent} onChange={(event) => setConsent(event.target.checked)}>
            {words.check.consent}
          </Checkbox>
          <div className={styles["actions"]}>
            {camera.track === undefined && (
              <span className={styles["soft"]}>{words.check.flagged}</span>
            )}
            <Button type="primary" disabled={!consent} onClick={enter}>
              {camera.track === undefined ? words.check.withoutCamera : words.check.enter}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}
