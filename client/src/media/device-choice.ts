/** A device as the browser lists it. */
export type DeviceEntry = Readonly<{ deviceId: string; label: string }>;

/**
 * The device a person chose. Browsers give devices new ids after cookies are cleared or in another profile, but the
 * label stays, so both are kept.
 */
export type DeviceChoice = Readonly<{ deviceId: string; label: string }>;

/**
 * The listed device that is meant: the same id, else the same label, else the first one. Undefined when there is none.
 * Pure; used again whenever devices come and go, so that a device that is plugged back in is taken again.
 */
export function pickDevice(
  devices: readonly DeviceEntry[],
  choice: DeviceChoice | undefined,
): DeviceEntry | undefined {
  const real = devices.filter(({ deviceId }) => deviceId !== "");
  const byId = real.find(({ deviceId }) => deviceId === choice?.deviceId);
  if (byId !== undefined) return byId;
  const byLabel = real.find(({ label }) => label !== "" && label === choice?.label);
  return byLabel ?? real[0];
}
