import type { EvaluationView } from "@yuanping/shared/contracts/view.ts";
import { Button, Progress } from "antd";
import { useState } from "react";
import { VideoTrack } from "../../media/react/track-views.tsx";
import { useLevel } from "../../media/react/use-level.ts";
import { useLocalDevice } from "../../media/react/use-local-device.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";
import { DevicePicker } from "./device-picker.tsx";
import look from "./device-check.module.css";
import { checkSteps } from "./check-steps.ts";
import { PhotoPanel } from "./photo-panel.tsx";
import { SoundTest } from "./sound-test.tsx";
import { StepList } from "./step-list.tsx";
import { useLineTrial } from "./use-line-trial.ts";
import { useLoopback } from "./use-loopback.ts";

/** From this level on, of 1, somebody has been heard. */
const audible = 0.05;

/** Before the room: see oneself, hear oneself, and know whether the line carries it. A camera is not needed to enter. */
export function DeviceCheck() {
  const { connection, online, view, words } = useRoom();
  const [started, setStarted] = useState(false);
  const camera = useLocalDevice("camera", started);
  const microphone = useLocalDevice("microphone", started);
  const level = useLevel(microphone.track);
  const [heard, setHeard] = useState(false);
  if (level > audible && !heard) setHeard(true);
  const [sound, setSound] = useState<boolean>();
  const channel = useLoopback();
  // Without a secure page a browser has no devices at all, and none is waited for.
  const settled =
    microphone.track !== undefined ||
    microphone.failure !== undefined ||
    !("mediaDevices" in navigator);
  const line = useLineTrial(connection.socket, microphone.track, started && settled);
  const steps = checkSteps({
    online,
    started,
    camera: camera.track !== undefined,
    microphone: microphone.track !== undefined,
    heard,
    sound,
    channel,
    line: line.report,
  });
  return (
    <section className={styles["panel"]} aria-labelledby="device-check">
      <h2 id="device-check">{words.check.heading}</h2>
      <p className={styles["plain"]}>{words.check.intro}</p>
      <div className={look["grid"]} data-photo={view.me.photo !== undefined}>
        <div className={look["devices"]}>
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
          <PhotoPanel camera={camera} started={started} start={() => setStarted(true)} />
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
        </div>
        <div className={look["found"]}>
          <div className={styles["buttons"]}>
            {started ? (
              <Button loading={line.running} onClick={line.begin}>
                {words.check.again}
              </Button>
            ) : (
              <Button
                type={isAskedFirst(view.me) ? "default" : "primary"}
                onClick={() => setStarted(true)}
              >
                {words.check.start}
              </Button>
            )}
            <SoundTest said={setSound} />
          </div>
          <StepList steps={steps} />
          {line.report.refusal !== undefined && (
            <p className={look["advice"]} role="status">
              {line.report.refusal[words.language]}
            </p>
          )}
          <p className={styles["soft"]}>{words.check.later}</p>
        </div>
      </div>
    </section>
  );
}

/** Whether something else has the one primary button: the consent, or the photograph. */
function isAskedFirst({ consentMissing, photo }: EvaluationView["me"]): boolean {
  return consentMissing === true || (photo !== undefined && photo.kind !== "taken");
}
