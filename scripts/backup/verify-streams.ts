import { z } from "zod";
import {
  postgresCheckpointStore,
  postgresEventStore,
  postgresVaultStore,
  type Database,
} from "../../server/src/adapters/postgres/index.ts";
import { KeptHeads } from "../../server/src/evidence/kept-heads.ts";
import { loadLogKey } from "../../server/src/evidence/log-key.ts";
import { loadMasterKey } from "../../server/src/evidence/master-key.ts";
import { streamSealer } from "../../server/src/evidence/stream-sealer.ts";
import { Vault } from "../../server/src/evidence/vault.ts";
import { fold } from "../../server/src/kernel/stream-fold.ts";

const linkSchema = z.looseObject({ prev: z.string() });

export type Verified = Readonly<{ streams: number; events: number; broken: readonly string[] }>;

/**
 * Hashes every stream again and compares it with its stated size, its seal and every checkpoint that was signed of it.
 * Rejects when the key file is not the one of this record.
 */
export async function verifyStreams(db: Database, keyFile: string): Promise<Verified> {
  const master = await loadMasterKey(keyFile, true);
  const key = await loadLogKey(new Vault(postgresVaultStore(db), master));
  const store = postgresEventStore(db);
  const past = new KeptHeads(postgresCheckpointStore(db), key);
  const seal = streamSealer(master);
  const broken: string[] = [];
  let events = 0;
  const streams = await store.streams("");
  for (const { stream } of streams) {
    try {
      const { range } = await fold(stream, { store, past, seal }, ({ body }) =>
        linkSchema.parse(JSON.parse(body)),
      );
      events += range.size;
    } catch (error) {
      broken.push(error instanceof Error ? error.message : String(error));
    }
  }
  for (const known of await past.streams())
    if (!streams.some(({ stream }) => stream === known)) broken.push(`${known} has vanished`);
  return { streams: streams.length, events, broken };
}
