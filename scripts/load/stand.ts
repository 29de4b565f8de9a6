import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { OwnNodes } from "../cluster/own-nodes.ts";
import { OwnPostgres } from "../cluster/own-postgres.ts";
import { OwnRedis } from "../cluster/own-redis.ts";
import { costOf, type Cost } from "./process-cost.ts";

/** Everything that a run starts ends by this, the newest first, also when the start itself fails in the middle. */
export class Endings {
  readonly #endings: (() => Promise<void>)[] = [];

  add(end: () => Promise<void>): void {
    this.#endings.push(end);
  }

  /** Ends all; an ending that fails keeps no other from being tried. */
  async run(): Promise<void> {
    for (const end of this.#endings.splice(0).toReversed()) {
      await end().catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      });
    }
  }
}

/** The stores of a run, before there is any node. */
export type Stores = Readonly<{ postgres: OwnPostgres; redis: OwnRedis; folder: string }>;

export async function startStores(endings: Endings): Promise<Stores> {
  const folder = await mkdtemp(join(tmpdir(), "yuanping-load-"));
  endings.add(() => rm(folder, { recursive: true, force: true }));
  // As the server's own setting, and for the same reason: only tests may go without.
  const fsync = process.env["YUANPING_FSYNC"] !== "off";
  const postgres = await OwnPostgres.start({ fsync });
  endings.add(() => postgres.stop());
  const redis = await OwnRedis.start();
  endings.add(() => redis.stop());
  return { postgres, redis, folder };
}

export function keyFileOf({ folder }: Stores): string {
  return join(folder, "master.key");
}

export type NodesOrder = Readonly<{
  count: number;
  /** Whether media is wanted: without it nodes are not to look for a worker. */
  media: boolean;
  /** Where processor profiles go. */
  profile: string | undefined;
}>;

/** Nodes as a user starts them, each its own process. */
export async function startNodes(
  stores: Stores,
  { count, media, profile }: NodesOrder,
  endings: Endings,
): Promise<OwnNodes> {
  const nodes = await OwnNodes.start(count, {
    databaseUrl: stores.postgres.url,
    environment: {
      REDIS_URL: stores.redis.url,
      KEY_FILE: keyFileOf(stores),
      RECORDING: "off",
      ...(media ? {} : { MEDIASOUP_WORKER_BIN: "/nowhere/worker" }),
      ...(profile === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profile}` }),
    },
  });
  endings.add(() => nodes.stop());
  return nodes;
}

function childrenOf(pid: number): Cost {
  const [own, all] = [costOf(pid), costOf(pid, "descendants")];
  return {
    cpuSeconds: all.cpuSeconds - own.cpuSeconds,
    memoryMb: all.memoryMb - own.memoryMb,
  };
}

/** What each kind of process has used so far. */
export type Costs = Readonly<Record<string, readonly Cost[]>>;

export function costsOf(
  stores: Stores,
  nodes: OwnNodes,
  others: Readonly<Record<string, readonly number[]>>,
): Costs {
  return {
    nodes: nodes.all.map(({ child }) => costOf(child.pid ?? 0)),
    "media workers": nodes.all.map(({ child }) => childrenOf(child.pid ?? 0)),
    PostgreSQL: [costOf(stores.postgres.pid, "descendants")],
    Redis: [costOf(stores.redis.pid)],
    ...Object.fromEntries(
      Object.entries(others).map(([kind, pids]) => [kind, pids.map((pid) => costOf(pid))]),
    ),
  };
}
