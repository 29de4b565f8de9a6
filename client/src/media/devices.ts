import { pickDevice } from "./device-choice.ts";
import type { DeviceChoice, DeviceEntry } from "./device-choice.ts";

/** Browser only: cameras and microphones, bound to what a person chose and taken again when they come back. */

export type DeviceKind = "camera" | "microphone";
type DeviceFailure = "denied" | "missing" | "busy" | "wrong-device" | "failed";

/** No track could be had; `reason` names the step for the text beside the device. */
export class DeviceError extends Error {
  override readonly name = "DeviceError";
  readonly reason: DeviceFailure;

  constructor(reason: DeviceFailure, options?: ErrorOptions) {
    super(reason, options);
    this.reason = reason;
  }
}

const listedAs = { camera: "videoinput", microphone: "audioinput" } as const;

/** The devices of a kind. Labels are empty until the person has allowed one of them. */
export async function listDevices(kind: DeviceKind): Promise<readonly DeviceEntry[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter((device) => device.kind === listedAs[kind])
    .map(({ deviceId, label }) => ({ deviceId, label }));
}

/**
 * Opens the chosen device and checks that it is the one that was opened. Rejects with a `DeviceError`. A choice that is
 * not there any more falls back to another device; the track's label says which.
 */
export async function openDevice(
  kind: DeviceKind,
  choice: DeviceChoice | undefined,
): Promise<MediaStreamTrack> {
  const picked = pickDevice(await listDevices(kind), choice);
  const track = await openTrack(kind, picked?.deviceId);
  const opened = track.getSettings().deviceId;
  if (picked !== undefined && opened !== undefined && opened !== picked.deviceId) {
    track.stop();
    throw new DeviceError("wrong-device");
  }
  return track;
}

/** What to remember of an opened track, so that the next visit opens the same device. */
export function choiceOf(track: MediaStreamTrack): DeviceChoice {
  return { deviceId: track.getSettings().deviceId ?? "", label: track.label };
}

async function openTrack(kind: DeviceKind, deviceId: string | undefined) {
  const exact = deviceId === undefined ? {} : { deviceId: { exact: deviceId } };
  const wanted =
    kind === "camera"
      ? { video: { ...exact, width: { ideal: 1280 }, height: { ideal: 720 }, frameRate: 30 } }
      : { audio: { ...exact, echoCancellation: true, noiseSuppression: true } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia(wanted);
    const [track] = stream.getTracks();
    if (track === undefined) throw new DeviceError("missing");
    return track;
  } catch (error) {
    throw error instanceof DeviceError ? error : new DeviceError(reasonOf(error), { cause: error });
  }
}

/** The names are those of the Media Capture and Streams specification, "getUserMedia()". */
function reasonOf(error: unknown): DeviceFailure {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  return name === "NotReadableError" || name === "AbortError" ? "busy" : "failed";
}

export type HeldDevice = Readonly<{
  /** Opens another device, and keeps to it from now on. */
  choose: (choice: DeviceChoice | undefined) => Promise<void>;
  release: () => void;
}>;

/**
 * Holds a device of a kind: gives its track, gives another when it was unplugged or when the chosen one comes back, and
 * gives undefined with the error while there is none. It never mutes by itself.
 */
export function holdDevice(
  kind: DeviceKind,
  first: DeviceChoice | undefined,
  given: (track: MediaStreamTrack | undefined, error: DeviceError | undefined) => void,
): HeldDevice {
  let choice = first;
  let track: MediaStreamTrack | undefined;
  let turn = 0;

  const drop = () => {
    track?.removeEventListener("ended", reopen);
    track?.stop();
    track = undefined;
  };
  const open = async () => {
    turn += 1;
    const mine = turn;
    try {
      const opened = await openDevice(kind, choice);
      if (mine !== turn) return opened.stop();
      drop();
      track = opened;
      track.addEventListener("ended", reopen);
      given(track, undefined);
    } catch (error) {
      if (mine !== turn) return;
      drop();
      given(undefined, error instanceof DeviceError ? error : new DeviceError("failed"));
    }
  };
  const reopen = () => {
    void open();
  };
  /** Something was plugged in or out: act only when the device in hand is gone or the chosen one is back. */
  const changed = async () => {
    const devices = await listDevices(kind);
    const inHand = track?.getSettings().deviceId;
    const alive = track?.readyState === "live" && devices.some((d) => d.deviceId === inHand);
    const meant = pickDevice(devices, choice)?.deviceId;
    if (!alive || (choice !== undefined && meant !== inHand)) reopen();
  };
  const onChange = () => {
    changed().catch(reopen);
  };

  navigator.mediaDevices.addEventListener("devicechange", onChange);
  reopen();
  return {
    choose: (next) => {
      choice = next;
      return open();
    },
    release: () => {
      turn += 1;
      navigator.mediaDevices.removeEventListener("devicechange", onChange);
      drop();
    },
  };
}
