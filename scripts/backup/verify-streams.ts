import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresVaultStore,
  type Database,
} from "../../server/src/adapters/postgres/index.ts";
import { foldAll } from "../../server/src/evidence/fold-all.ts";
import { KeptHeads } from "../../server/src/evidence/kept-heads.ts";
import { loadLogKey, isSealedUnder } from "../../server/src/evidence/log-key.ts";
import { fittingMasterKey } from "../../server/src/evidence/master-key.ts";
import { streamSealer } from "../../server/src/evidence/stream-sealer.ts";
import { Vault } from "../../server/src/evidence/vault.ts";

export type Verified = Readonly<{ streams: number; events: number; broken: readonly string[] }>;

/**
 * Hashes every stream again and compares it with its stated size, its seal and every checkpoint that was signed of it.
 * Throws `MasterKeyOther` where the key file is not the one of this record.
 */
export async function verifyStreams(db: Database, keyFile: string): Promise<Verified> {
  const vaultStore = postgresVaultStore(db);
  const master = await fittingMasterKey(keyFile, (key) => isSealedUnder(vaultStore, key));
  const key = await loadLogKey(new Vault(vaultStore, master));
  const store = postgresEventStore(db);
  const past = new KeptHeads(postgresCheckpointStore(db), key);
  const broken: string[] = [];
  const streams = new Set<string>();
  let events = 0;
  for await (const { stream, head, damage } of foldAll({
    store,
    past,
    seal: streamSealer(master),
  })) {
    streams.add(stream);
    events += head?.size ?? 0;
    if (damage !== undefined) broken.push(damage);
  }
  for (const known of await past.streams())
    if (!streams.has(known)) broken.push(`${known} has vanished`);
  return { streams: streams.size, events, broken };
}
