import { randomBytes } from "node:crypto";
import type { Clock, Random } from "../kernel/ports.ts";

export const systemClock: Clock = { now: () => Date.now() };

export const systemRandom: Random = {
  entropy: () => randomBytes(32).toString("hex"),
  id: () => randomBytes(15).toString("base64url"),
};
