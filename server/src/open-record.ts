import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresLeaseStore,
} from "./adapters/postgres/index.ts";
import type { Config } from "./config.ts";
import { Checkpoints } from "./evidence/checkpoints.ts";
import { KeptHeads } from "./evidence/kept-heads.ts";
import { Ledger } from "./evidence/ledger.ts";
import { streamSealer } from "./evidence/stream-sealer.ts";
import { GroupCommit } from "./kernel/group-commit.ts";
import type { Clock, Random } from "./kernel/ports.ts";
import type { StreamHead } from "./kernel/stream-writer.ts";
import type { Metrics } from "./metrics.ts";
import { openKeys } from "./open-keys.ts";
import type { OpenStore } from "./open-store.ts";

export type RecordSurroundings = Readonly<{
  clock: Clock;
  random: Random;
  metrics: Metrics;
  onFault: (error: unknown) => void;
}>;

/**
 * The record as a server works on it: its streams, the keys that open and seal them, the heads that were signed of them,
 * and the ledger that names those. Throws what opening the keys throws.
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
  const { masterKey, masterKeyChanges, vault, logKey, documentKey, photoKey, letGo } =
    await openKeys(config, opened, true);
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
  await ledger.recordMasterKeyChanges(masterKeyChanges);
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
    vault,
    logKey,
    documentKey,
    photoKey,
    /** Once the other nodes see this one live: until then nobody can change the keys. */
    letKeysGo: letGo,
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
