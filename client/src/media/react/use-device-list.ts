import { useEffect, useState } from "react";
import type { DeviceEntry } from "../device-choice.ts";
import { listDevices } from "../devices.ts";
import type { DeviceKind } from "../devices.ts";

/**
 * The devices of a kind, kept true as they come and go. Read anew with every track: only once one was opened do browsers
 * tell the labels.
 */
export function useDeviceList(
  kind: DeviceKind,
  track: MediaStreamTrack | undefined,
): readonly DeviceEntry[] {
  const [devices, setDevices] = useState<readonly DeviceEntry[]>([]);
  useEffect(() => {
    if (!("mediaDevices" in navigator)) return undefined;
    let current = true;
    const read = () => {
      listDevices(kind).then(
        (found) => current && setDevices(found),
        () => current && setDevices([]),
      );
    };
    read();
    track?.addEventListener("ended", read);
    navigator.mediaDevices.addEventListener("devicechange", read);
    return () => {
      current = false;
      track?.removeEventListener("ended", read);
      navigator.mediaDevices.removeEventListener("devicechange", read);
    };
  }, [kind, track]);
  return devices;
}
