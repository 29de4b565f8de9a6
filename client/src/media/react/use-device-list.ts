import { useEffect, useState } from "react";
import type { DeviceEntry } from "../device-choice.ts";
import { listDevices } from "../devices.ts";
import type { DeviceKind } from "../devices.ts";

/** The devices of a kind, kept true as they come and go. `refresh` is a value whose change reads them anew. */
export function useDeviceList(kind: DeviceKind, refresh: unknown): readonly DeviceEntry[] {
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
    navigator.mediaDevices.addEventListener("devicechange", read);
    return () => {
      current = false;
      navigator.mediaDevices.removeEventListener("devicechange", read);
    };
  }, [kind, refresh]);
  return devices;
}
