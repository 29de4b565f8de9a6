import { systemClock, systemRandom } from "./adapters/system.ts";
import type { Config } from "./config.ts";
import { changeLogKey, vkeysOf } from "./evidence/log-key.ts";
import { keysOf } from "./open-keys.ts";
import { openStore } from "./open-store.ts";
import { refuseLiveNodes } from "./refuse-live-nodes.ts";

/**
 * The keys that have signed for a stopped installation, oldest first, in C2SP form; with `change` after another one has
 * taken over from the newest. Throws `NoLogKey`, `KeysInUse`, what opening the keys throws, and what opening the store
 * throws, e.g. while a server runs on it.
 */
export async function logKeysOf(
  config: Config,
  { change }: Readonly<{ change: boolean }>,
): Promise<readonly string[]> {
  const opened = await openStore(config, {
    clock: systemClock,
    random: systemRandom,
    onLog: () => {},
    onError: () => {},
  });
  try {
    if (!change)
      return await opened.alone(async () => vkeysOf((await keysOf(config, opened, false)).logKey));
    return await opened.withKeysAlone(async () => {
      const { vault } = await keysOf(config, opened, false);
      await refuseLiveNodes(opened.db);
      return vkeysOf(await changeLogKey(vault));
    });
  } finally {
    await opened.close();
  }
}
