import { notesOf } from "@yuanping/shared/evidence/checkpoint-list.ts";
import { followKeyChanges } from "@yuanping/shared/tlog/index.ts";
import { fetchText } from "./fetch-text.ts";
import type { Kept } from "./kept.ts";

/**
 * The log keys to believe: those given, those kept, or those that the server names the first time, and every key that took
 * over from the newest of them by a statement that it signed.
 */
export async function logKeysFor(
  server: string,
  given: readonly string[] | undefined,
  kept: Kept | undefined,
  say: (text: string) => void,
): Promise<readonly string[]> {
  const known = given ?? kept?.keys ?? (await namedBy(server, say));
  const changes = await fetchText(`${server}/api/log/key-changes`);
  return followKeyChanges(known, notesOf(changes)).catch((error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    say(`what the server says of a change of keys does not hold, and is not believed: ${why}`);
    return known;
  });
}

async function namedBy(server: string, say: (text: string) => void): Promise<readonly string[]> {
  say("no log key given: the key that the server names now is kept and believed from here on");
  const text = await fetchText(`${server}/api/log/keys`);
  return text.split("\n").filter((line) => line !== "");
}
