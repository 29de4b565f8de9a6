import {
  AudioMutedOutlined,
  AudioOutlined,
  DesktopOutlined,
  SettingOutlined,
  VideoCameraOutlined,
} from "@ant-design/icons";
import { Modal } from "antd";
import { useState } from "react";
import { DevicePicker } from "../device-check/device-picker.tsx";
import { mediaSentence } from "./media-sentence.ts";
import styles from "./tile-stage.module.css";
import { useRoom } from "./room-context.ts";
import type { OwnMedia } from "./use-room-media.ts";

/** Microphone, camera and devices. Every state is said in words, not by colour. */
export function MediaBar({
  media,
  fold,
}: Readonly<{ media: OwnMedia; fold?: Readonly<{ folded: boolean; toggle: () => void }> }>) {
  const { view, words } = useRoom();
  const [choosing, setChoosing] = useState(false);
  const { microphone, camera, desktop } = media;
  const failure = camera.device.failure ?? microphone.device.failure;
  return (
    <div className={styles["bar"]}>
      <button
        type="button"
        className={styles["toggle"]}
        aria-pressed={microphone.on}
        aria-label={microphone.on ? words.media.micOn : words.media.micOff}
        onClick={microphone.toggle}
      >
        {microphone.on ? <AudioOutlined aria-hidden /> : <AudioMutedOutlined aria-hidden />}
        {words.media.microphone} {microphone.on ? words.media.on : words.media.off}
      </button>
      <button
        type="button"
        className={styles["toggle"]}
        aria-pressed={camera.on}
        aria-label={camera.on ? words.media.camOn : words.media.camOff}
        onClick={camera.toggle}
      >
        <VideoCameraOutlined aria-hidden />
        {words.media.camera} {camera.on ? words.media.on : words.media.off}
      </button>
      <button
        type="button"
        className={styles["toggle"]}
        aria-pressed={desktop.track !== undefined}
        aria-label={desktop.track === undefined ? words.desktop.show : words.desktop.hide}
        onClick={desktop.toggle}
      >
        <DesktopOutlined aria-hidden />
        {words.desktop.name} {desktop.track === undefined ? words.media.off : words.media.on}
      </button>
      <button type="button" className={styles["toggle"]} onClick={() => setChoosing(true)}>
        <SettingOutlined aria-hidden />
        {words.media.devices}
      </button>
      {fold !== undefined && (
        <button type="button" className={styles["toggle"]} onClick={fold.toggle}>
          {fold.folded ? words.media.unfold : words.media.fold}
        </button>
      )}
      {view.disguise === true && view.me.role === "expert" && (
        <p className={styles["media"]}>{words.media.disguised}</p>
      )}
      <p className={styles["media"]} aria-live="polite">
        {mediaSentence(media.state, words)}
      </p>
      {failure !== undefined && (
        <p className={styles["failure"]} role="status">
          {words.media.failure[failure]}
        </p>
      )}
      <Modal
        open={choosing}
        title={words.media.deviceHeading}
        footer={null}
        destroyOnHidden
        onCancel={() => setChoosing(false)}
      >
        <DevicePicker kind="microphone" device={microphone.device} />
        <DevicePicker kind="camera" device={camera.device} />
      </Modal>
    </div>
  );
}
