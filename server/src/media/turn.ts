import { createHmac } from "node:crypto";
import type { IceServer } from "@yuanping/shared/contracts/media-rtp.ts";

export type TurnSettings = Readonly<{
  /** STUN and TURN addresses, e.g. `turns:turn.example:443?transport=tcp`. */
  urls: readonly string[];
  /** Shared with the TURN server; without it no credentials are given. */
  secret?: string | undefined;
  /** For how long a credential opens a relay, in seconds. */
  seconds: number;
}>;

/**
 * What to tell a client of relays. The credential ends by itself (draft-uberti-behave-turn-rest: the name is its end, the
 * password an HMAC-SHA-1 of the name), so that what leaks from one browser opens nothing later. `now` in milliseconds.
 */
export function iceServersAt(
  { urls, secret, seconds }: TurnSettings,
  now: number,
): readonly IceServer[] {
  if (urls.length === 0) return [];
  if (secret === undefined) return [{ urls: [...urls] }];
  const username = String(Math.floor(now / 1000) + seconds);
  const credential = createHmac("sha1", secret).update(username).digest("base64");
  return [{ urls: [...urls], username, credential }];
}
