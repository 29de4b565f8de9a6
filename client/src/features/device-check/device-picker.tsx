import { Select } from "antd";
import { useId } from "react";
import type { DeviceKind } from "../../media/devices.ts";
import { rememberChoice } from "../../media/react/remembered-device.ts";
import { useDeviceList } from "../../media/react/use-device-list.ts";
import type { LocalDevice } from "../../media/react/use-local-device.ts";
import styles from "../room/room.module.css";
import { useRoom } from "../room/room-context.ts";

/** Chooses a device by its label; what is chosen is opened at once when the device is on. */
export function DevicePicker({
  kind,
  device,
}: Readonly<{ kind: DeviceKind; device: LocalDevice }>) {
  const { words } = useRoom();
  const devices = useDeviceList(kind, device.track);
  const id = useId();
  const inHand = device.track?.getSettings().deviceId;
  return (
    <label className={styles["field"]} htmlFor={id}>
      <span>{words.media[kind]}</span>
      <Select
        id={id}
        value={inHand ?? null}
        placeholder={words.media.systemDefault}
        options={devices
          .filter(({ deviceId }) => deviceId !== "")
          .map(({ deviceId, label }, index) => ({
            value: deviceId,
            label: label === "" ? `${words.media[kind]} ${index + 1}` : label,
          }))}
        onChange={(deviceId) => {
          const chosen = devices.find((entry) => entry.deviceId === deviceId);
          if (chosen === undefined) return;
          rememberChoice(kind, chosen);
          device.choose(chosen);
        }}
      />
      {device.failure !== undefined && (
        <span role="status">{words.media.failure[device.failure]}</span>
      )}
    </label>
  );
}
