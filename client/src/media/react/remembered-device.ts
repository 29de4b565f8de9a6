import { z } from "zod";
import type { DeviceChoice } from "../device-choice.ts";
import type { DeviceKind } from "../devices.ts";

const choiceSchema = z.strictObject({ deviceId: z.string(), label: z.string() });
const place = (kind: DeviceKind) => `yuanping/device/${kind}`;

/** The device chosen on an earlier visit, if this browser still knows. */
export function rememberedChoice(kind: DeviceKind): DeviceChoice | undefined {
  const kept = localStorage.getItem(place(kind));
  if (kept === null) return undefined;
  try {
    const parsed = choiceSchema.safeParse(JSON.parse(kept));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not what we wrote: choose afresh.
    return undefined;
  }
}

export function rememberChoice(kind: DeviceKind, choice: DeviceChoice): void {
  localStorage.setItem(place(kind), JSON.stringify(choice));
}
