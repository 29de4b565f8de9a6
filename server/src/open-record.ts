import { join } from "node:path";
import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresLeaseStore,
  postgresVaultStore,
} from "./adapters/postgres/index.ts";
import type { Config } from "./config.ts";
import { Checkpoints } from "./evidence/checkpoints.ts";
import { KeptHeads } from "./evidence/kept-heads.ts";
import { Ledger } from "./evidence/ledger.ts";
import { hasLogKey, loadLogKey } from "./evidence/log-key.ts";
import { loadMasterKey } from "./evidence/master-key.ts";
import { streamSealer } from "./evidence/stream-sealer.ts";
import { Vault } from "./evidence/vault.ts";
import { GroupCommit } from "./kernel/group-commit.ts";
import type { Clock, Random } from "./kernel/ports.ts";
import type { StreamHead } from "./kernel/stream-writer.ts";
import type { Metrics } from "./metrics.ts";
import type { OpenStore } from "./open-store.ts";

export type RecordSurroundings = Readonly<{
  clock: Clock;
  random: Random;
  metrics: Metrics;
  onFault: (error: unknown) => void;
}>;

/**
 * The record as a server works on it: its streams, the keys that open and seal them, the heads that were signed of them,
 * and the ledger that names those. Throws `MasterKeyMissing` and `SecretAltered`.
 */
export async function openRecord(
  config: Config,
  opened: OpenStore,
  { clock, random, metrics, onFault }: RecordSurroundings,
) {
  const { db, boot: node } = opened;
  const store = postgresEventStore(db);
  const leases = postgresLeaseStore(db);
  const commit = new GroupCommit(store, (appends, ms, carriedOut) =>
    metrics.commit(appends, ms, carriedOut),
  );
  const vaultStore = postgresVaultStore(db);
  const keyFile = config.KEY_FILE ?? join(config.DATA_DIR, "keys", "master.key");
  const { masterKey, vault, logKey } = await opened.alone(async () => {
    const master = await loadMasterKey(keyFile, await hasLogKey(vaultStore));
    const secrets = new Vault(vaultStore, master);
    return { masterKey: master, vault: secrets, logKey: await loadLogKey(secrets) };
  });
  const checkpointStore = postgresCheckpointStore(db);
  const checkpoints = new Checkpoints(checkpointStore, commit, logKey, onFault);
  const requestCheckpoint = (stream: string, head: StreamHead): void =>
    checkpoints.request(stream, head);
  const ports = { store, leases, commit, node, clock, random, seal: streamSealer(masterKey) };
  const ledger = await Ledger.open(
    { ...ports, past: new KeptHeads(checkpointStore, logKey) },
    requestCheckpoint,
    onFault,
  );
  await ledger.recordKeyChanges(logKey.changes);
  checkpoints.onSigned((stream, head) => ledger.note(stream, head));
  const writing = {
    ...ports,
    past: new KeptHeads(checkpointStore, logKey, async () => {
      // What other nodes have recorded of a stream counts, too.
      if (opened.nodeId !== undefined) await ledger.catchUp();
      return ledger.heads();
    }),
  };
  return {
    masterKey,
    vault,
    logKey,
    checkpointStore,
    checkpoints,
    requestCheckpoint,
    ledger,
    /** For those who only read. */
    ports,
    /** For those who write, and hold what they read to every head that was signed or recorded. */
    writing,
  };
}
