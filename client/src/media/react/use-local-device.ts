import { useCallback, useEffect, useRef, useState } from "react";
import type { DeviceChoice } from "../device-choice.ts";
import { choiceOf, holdDevice } from "../devices.ts";
import type { DeviceKind, HeldDevice } from "../devices.ts";
import type { DeviceError } from "../devices.ts";
import { rememberedChoice, rememberChoice } from "./remembered-device.ts";

export type LocalDevice = Readonly<{
  track: MediaStreamTrack | undefined;
  failure: DeviceError["reason"] | undefined;
  choose: (choice: DeviceChoice) => void;
}>;

/** A camera or microphone in hand while `on`; the choice is remembered for the next visit. */
export function useLocalDevice(kind: DeviceKind, on: boolean): LocalDevice {
  const [track, setTrack] = useState<MediaStreamTrack>();
  const [failure, setFailure] = useState<DeviceError["reason"]>();
  const held = useRef<HeldDevice>(undefined);
  useEffect(() => {
    // Without a secure page a browser has no devices at all.
    if (!on || !("mediaDevices" in navigator)) return undefined;
    const device = holdDevice(kind, rememberedChoice(kind), (given, error) => {
      setTrack(given);
      setFailure(error?.reason);
      if (given !== undefined) rememberChoice(kind, choiceOf(given));
    });
    held.current = device;
    return () => {
      device.release();
      held.current = undefined;
      setTrack(undefined);
      setFailure(undefined);
    };
  }, [kind, on]);
  const choose = useCallback(
    (choice: DeviceChoice) => {
      rememberChoice(kind, choice);
      void held.current?.choose(choice);
    },
    [kind],
  );
  return { track, failure, choose };
}
