import { join } from "node:path";
import { sql } from "kysely";
import { postgresVaultStore, type Database } from "./adapters/postgres/index.ts";
import { systemClock, systemRandom } from "./adapters/system.ts";
import type { Config } from "./config.ts";
import { changeLogKey, hasLogKey, loadLogKey, vkeysOf } from "./evidence/log-key.ts";
import { loadMasterKey } from "./evidence/master-key.ts";
import { Vault } from "./evidence/vault.ts";
import { openStore } from "./open-store.ts";

/** The installation has no log key yet: it was never started. */
export class NoLogKey extends Error {
  constructor() {
    super("there is no log key yet; start the server once");
    this.name = "NoLogKey";
  }
}

/**
 * The keys that have signed for a stopped installation, oldest first, in C2SP form; with `change` after another one has
 * taken over from the newest. Throws `NoLogKey`, `MasterKeyMissing`, and what opening the store throws, e.g. while a
 * server runs on it.
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
    return await opened.alone(async () => {
      const store = postgresVaultStore(opened.db);
      if (!(await hasLogKey(store))) throw new NoLogKey();
      const path = config.KEY_FILE ?? join(config.DATA_DIR, "keys", "master.key");
      const vault = new Vault(store, await loadMasterKey(path, true));
      if (!change) return vkeysOf(await loadLogKey(vault));
      await refuseLiveNodes(opened.db);
      return vkeysOf(await changeLogKey(vault));
    });
  } finally {
    await opened.close();
  }
}

/** A node that runs has the former key in memory, and would go on signing with it. */
async function refuseLiveNodes(db: Database): Promise<void> {
  const { live } = await db
    .selectFrom("node")
    .select(({ fn }) => fn.countAll<number>().as("live"))
    .where(sql<boolean>`seen_at > clock_timestamp() - interval '30 seconds'`)
    .executeTakeFirstOrThrow();
  if (live > 0) throw new Error(`${live} node(s) run on this database; stop them and wait 30 s`);
}
