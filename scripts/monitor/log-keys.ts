import { fetchText } from "./fetch-text.ts";
import type { Kept } from "./kept.ts";

/** The log keys to believe: those given, those kept, or those that the server names the first time. */
export async function logKeysFor(
  server: string,
  given: readonly string[] | undefined,
  kept: Kept | undefined,
  say: (text: string) => void,
): Promise<readonly string[]> {
  if (given !== undefined) return given;
  if (kept !== undefined) return kept.keys;
  say("no log key given: the key that the server names now is kept and believed from here on");
  const text = await fetchText(`${server}/api/log/keys`);
  return text.split("\n").filter((line) => line !== "");
}
