import { Button, Checkbox, Progress } from "antd";
import { useState } from "react";
import { VideoTrack } from "../../media/react/track-views.tsx";
import { useLevel } from "../../media/react/use-level.ts";
import { useLocalDevice } from "../../media/react/use-local-device.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { DevicePicker } from "./device-picker.tsx";
import look from "./device-check.module.css";
import { checkSteps } from "./check-steps.ts";
import { StepList } from "./step-list.tsx";
import { playTestSound } from "./test-sound.ts";
import { useLoopback } from "./use-loopback.ts";

/** From this level on, of 1, somebody has been heard. */
const audible = 0.05;

/** Before the room: see oneself, hear oneself, agree, and enter. A camera is not needed to enter. */
export function DeviceCheck({ enter }: Readonly<{ enter?: () => void }>) {
  const { online, words } = useRoom();
  const [started, setStarted] = useState(false);
  const [consent, setConsent] = useState(false);
  const [playing, setPlaying] = useState(false);
  const camera = useLocalDevice("camera", started);
  const microphone = useLocalDevice("microphone", started);
  const level = useLevel(microphone.track);
  const [heard, setHeard] = useState(false);
  if (level > audible && !heard) setHeard(true);
  const [sound, setSound] = useState<boolean>();
  const [played, setPlayed] = useState(false);
  const channel = useLoopback();
  const steps = checkSteps({
    online,
    started,
    camera: camera.track !== undefined,
    microphone: microphone.track !== undefined,
    heard,
    sound,
    channel,
  });
  const test = async () => {
    setPlaying(true);
    await playTestSound();
    setPlaying(false);
    setPlayed(true);
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
          {played ? (
            <div className={styles["buttons"]} role="group" aria-label={words.check.heardQuestion}>
              <span>{words.check.heardQuestion}</span>
              <Button size="small" onClick={() => setSound(true)}>
                {words.check.heardYes}
              </Button>
              <Button size="small" onClick={() => setSound(false)}>
                {words.check.heardNo}
              </Button>
            </div>
          ) : (
            <span className={styles["soft"]}>{words.check.testHint}</span>
          )}
        </div>
      </div>
      <StepList steps={steps} />
      <p className={styles["soft"]}>{words.check.later}</p>
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
