import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresLeaseStore,
} from "../../server/src/adapters/postgres/index.ts";
import { systemClock, systemRandom } from "../../server/src/adapters/system.ts";
import type { Config } from "../../server/src/config.ts";
import { KeptHeads } from "../../server/src/evidence/kept-heads.ts";
import { streamSealer } from "../../server/src/evidence/stream-sealer.ts";
import { EvaluationReader } from "../../server/src/kernel/evaluation-reader.ts";
import { GroupCommit } from "../../server/src/kernel/group-commit.ts";
import { Journal } from "../../server/src/kernel/journal.ts";
import { openKeys } from "../../server/src/open-keys.ts";
import { openStore } from "../../server/src/open-store.ts";

/**
 * The record and the centre's journal, as a server opens them, and nothing else of a server. Close it when done. Throws
 * `NoLogKey` where no server has been started yet, what opening the keys throws, `StreamDamaged`, and what opening the store
 * throws, e.g. while a server runs on the embedded one.
 */
export async function openCentre(config: Config, onError: (error: unknown) => void) {
  const ignore = () => undefined;
  let isClosing = false;
  const opened = await openStore(config, {
    clock: systemClock,
    random: systemRandom,
    onLog: ignore,
    // While we close, connections end because we end them.
    onError: (error) => {
      if (!isClosing) onError(error);
    },
  });
  try {
    const store = postgresEventStore(opened.db);
    const { masterKey, logKey } = await openKeys(config, opened, false);
    const ports = {
      store,
      leases: postgresLeaseStore(opened.db),
      commit: new GroupCommit(store),
      node: opened.boot,
      clock: systemClock,
      random: systemRandom,
      seal: streamSealer(masterKey),
      past: new KeptHeads(postgresCheckpointStore(opened.db), logKey),
    };
    // Its new head is signed by the next server that starts, or by those that run.
    const registry = await Journal.open("registry", ports, { onAppend: ignore });
    if (registry.damage !== undefined) throw registry.damage;
    return {
      db: opened.db,
      alone: opened.alone,
      reader: new EvaluationReader(ports),
      registry,
      close: async () => {
        isClosing = true;
        await registry.close();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
