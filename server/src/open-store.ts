import { hostname } from "node:os";
import { join } from "node:path";
import {
  DatabaseUnfit,
  inTurn,
  migrate,
  openDatabase,
  requireCurrent,
  requireFit,
  SchemaDiffers,
  settingsOf,
  sharingKeys,
  startEmbedded,
  withKeysAlone,
  type Database,
  type DatabaseConfig,
} from "./adapters/postgres/index.ts";
import { newBoot } from "./cluster/nodes.ts";
import type { Config } from "./config.ts";
import type { Clock, Random } from "./kernel/ports.ts";

export type OpenStore = Readonly<{
  db: Database;
  /** Under which leases are held. */
  boot: string;
  /** This node's name among others; undefined where it is the only one there can be. */
  nodeId: string | undefined;
  /** Does something while no other node that starts does. */
  alone<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Says, until what it answers is called, that the keys of the record are in use here; any number may say so. */
  shareKeys(): Promise<() => Promise<void>>;
  /** Does something while no other node starts and nobody shares the keys. Throws `KeysInUse`. */
  withKeysAlone<Result>(work: () => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}>;

export type StoreSurroundings = Readonly<{
  clock: Clock;
  random: Random;
  onLog: (line: string) => void;
  /** Hears of connections that broke. */
  onError: (error: unknown) => void;
}>;

/**
 * Opens the record: the embedded PostgreSQL, which serves this process alone, or the one of `DATABASE_URL`, on which any
 * number of nodes work. Its tables are brought up to date. Throws `EmbeddedError`, `DatabaseUnfit` or `SchemaDiffers`.
 */
export async function openStore(
  config: Config,
  surroundings: StoreSurroundings,
): Promise<OpenStore> {
  const { DATABASE_URL } = config;
  return DATABASE_URL === undefined
    ? openOwn(config, surroundings)
    : openShared(DATABASE_URL, config, surroundings);
}

async function openOwn(
  { DATA_DIR, YUANPING_FSYNC }: Config,
  { onLog, onError }: StoreSurroundings,
): Promise<OpenStore> {
  const embedded = await startEmbedded({
    dataDir: join(DATA_DIR, "postgres"),
    fsync: YUANPING_FSYNC === "on",
    onLog,
  });
  await migrate(embedded.owner);
  const { db, close } = openDatabase(embedded.connection, {}, onError);
  return {
    db,
    // Whoever holds a lease in it is gone, because it serves its owner alone. Under the same name a restarted server
    // takes over at once instead of waiting until the lease of its killed predecessor has run out.
    boot: "embedded",
    nodeId: undefined,
    alone: (work) => work(),
    shareKeys: async () => async () => {},
    withKeysAlone: (work) => work(),
    close: async () => {
      await close();
      await embedded.stop();
    },
  };
}

async function openShared(
  url: string,
  { DATABASE_CONNECTIONS, MIGRATE_AT_START, NODE_ID }: Config,
  { clock, random, onError }: StoreSurroundings,
): Promise<OpenStore> {
  await requireUsable(url, DATABASE_CONNECTIONS, clock);
  await (MIGRATE_AT_START === "on" ? migrate(url) : requireCurrent(url)).catch(unfit);
  const { db, close } = openDatabase(url, { connections: DATABASE_CONNECTIONS }, onError);
  const nodeId = NODE_ID ?? `${shortHost()}-${random.entropy().slice(0, 6)}`;
  const shares: (() => Promise<void>)[] = [];
  return {
    db,
    boot: newBoot(nodeId),
    nodeId,
    alone: (work) => inTurn(url, work),
    async shareKeys() {
      const letGo = await sharingKeys(url);
      shares.push(letGo);
      return letGo;
    },
    withKeysAlone: (work) => inTurn(url, () => withKeysAlone(url, work)),
    async close() {
      await Promise.all(shares.map((letGo) => letGo()));
      await close();
    },
  };
}

async function requireUsable(
  config: DatabaseConfig,
  connections: number,
  clock: Clock,
): Promise<void> {
  const { db, close } = openDatabase(config, { connections: 1 });
  try {
    requireFit(await settingsOf(db, () => clock.now()).catch(unfit), connections);
  } finally {
    await close();
  }
}

/** What the driver says of a database that it cannot reach or write, under the setting's name. */
function unfit(error: unknown): never {
  if (error instanceof SchemaDiffers || error instanceof DatabaseUnfit) throw error;
  throw new DatabaseUnfit(error instanceof Error ? error.message : String(error), error);
}

function shortHost(): string {
  return (
    hostname()
      .toLowerCase()
      .replaceAll(/[^a-z0-9-]/g, "")
      .slice(0, 24) || "node"
  );
}
