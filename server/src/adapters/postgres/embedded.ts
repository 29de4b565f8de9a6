import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdir, realpath, rm } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { Client } from "pg";
import { findBinaries } from "./embedded/binaries.ts";
import { claim, inUse } from "./embedded/claim.ts";
import { OWNER_ROLE, ensureCluster } from "./embedded/cluster.ts";
import { EmbeddedError } from "./embedded/embedded-error.ts";
import { chooseLauncher, type Launcher } from "./embedded/launcher.ts";
import { waitForPredecessor } from "./embedded/predecessor.ts";
import { createDatabase, type Connection } from "./embedded/roles.ts";
import { prepareSocketFolder } from "./embedded/socket-folder.ts";

export { EmbeddedError } from "./embedded/embedded-error.ts";
export type { Connection } from "./embedded/roles.ts";

/** Crash recovery of a large cluster takes this long at worst. */
const START_PATIENCE_MS = 120_000;
/** Past this, clients that do not let go are cut off; what they were told is durable already. */
const STOP_PATIENCE_MS = 10_000;
const LINES_KEPT = 20;

export type EmbeddedOptions = Readonly<{
  /** Holds the cluster and the claim on it; made when missing. */
  dataDir: string;
  /** Off only where losing everything in a power cut is fine: in tests. Default: on. */
  fsync?: boolean;
  onLog?: (line: string) => void;
}>;

export type Embedded = Readonly<{
  /** As the role that the server works as: may not change or remove events. */
  connection: Connection;
  /** As the role that owns the tables: for migrations only. */
  owner: Connection;
  /** The PostgreSQL parent process. */
  pid: number;
  /** Resolves when PostgreSQL has ended, whoever ended it. */
  exited: Promise<void>;
  /** Ends PostgreSQL in order and frees the data folder. Repeating it is harmless. */
  stop(): Promise<void>;
}>;

/**
 * Starts a real PostgreSQL as a child of this process, on a Unix socket that only this user can reach, and makes the
 * cluster first when there is none. It ends with this process, even when that is killed.
 * Throws {@link EmbeddedError}.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  await mkdir(resolve(options.dataDir), { recursive: true, mode: 0o700 });
  const dataDir = await realpath(options.dataDir);
  const release = await claim(dataDir);
  try {
    return await startClaimed(dataDir, options, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function startClaimed(
  dataDir: string,
  options: EmbeddedOptions,
  release: () => Promise<void>,
): Promise<Embedded> {
  const cluster = join(dataDir, "cluster");
  const fsync = options.fsync ?? true;
  const binaries = await findBinaries();
  const launcher = await chooseLauncher(cluster, binaries.postgres);
  await waitForPredecessor(cluster, launcher.diesWithUs);
  await launcher.adopt(dataDir);
  await ensureCluster(cluster, binaries, launcher, fsync ? "sync" : "no-sync");
  const socketFolder = await prepareSocketFolder(dataDir);
  await launcher.adopt(socketFolder);

  const child = launchServer(launcher, binaries.postgres, cluster, socketFolder, fsync);
  const log = keepLog(child, options.onLog);
  const exited = untilExit(child, async () => {
    await release();
    await rm(socketFolder, { recursive: true, force: true });
  });
  const owner: Connection = {
    host: socketFolder,
    port: 5432,
    user: OWNER_ROLE,
    database: "postgres",
  };
  try {
    await untilReady(child, owner, dataDir, log);
    const roles = await createDatabase(owner);
    return { ...roles, pid: child.pid ?? 0, exited, stop: () => stop(child, exited) };
  } catch (error) {
    await stop(child, exited);
    throw error;
  }
}

function launchServer(
  launcher: Launcher,
  postgres: string,
  cluster: string,
  socketFolder: string,
  fsync: boolean,
): ChildProcess {
  const settings = {
    listen_addresses: "",
    unix_socket_directories: socketFolder,
    unix_socket_permissions: "0700",
    max_connections: "120",
    timezone: "UTC",
    log_timezone: "UTC",
    ...(fsync ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
  };
  const args = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  return launcher.launch(postgres, ["-D", cluster, ...args], cluster);
}

/** Passes PostgreSQL's log on, and keeps its last lines for the message of a failed start. */
function keepLog(child: ChildProcess, onLog: EmbeddedOptions["onLog"]): readonly string[] {
  const kept: string[] = [];
  const keep = (line: string): void => {
    kept.push(line);
    kept.splice(0, kept.length - LINES_KEPT);
    onLog?.(line);
  };
  for (const stream of [child.stdout, child.stderr]) {
    if (stream !== null) {
      createInterface({ input: stream }).on("line", keep);
    }
  }
  child.on("error", (error) => keep(error.message));
  return kept;
}

async function untilExit(child: ChildProcess, cleanUp: () => Promise<void>): Promise<void> {
  // A program that could not be started at all has "error" instead of "exit"; both end here.
  await once(child, "exit").catch(() => {});
  await cleanUp();
}

/** Asks until the server answers; while it starts or recovers it refuses, which is no fault. */
async function untilReady(
  child: ChildProcess,
  connection: Connection,
  dataDir: string,
  log: readonly string[],
): Promise<void> {
  const until = Date.now() + START_PATIENCE_MS;
  while (Date.now() < until) {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      break;
    }
    if (await answers(connection)) {
      return;
    }
    await delay(15);
  }
  if (log.some((line) => line.includes('lock file "postmaster.pid" already exists'))) {
    throw inUse(dataDir, undefined);
  }
  throw new EmbeddedError("failed", `PostgreSQL did not start:\n${log.join("\n")}`);
}

async function answers(connection: Connection): Promise<boolean> {
  const client = new Client(connection);
  // A connection that breaks outside a query is reported here, and would otherwise end the process.
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("select 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** A fast shutdown first, which writes a checkpoint; an immediate one, which recovers at the next start, if it hangs. */
async function stop(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill("SIGINT");
  const hurry = setTimeout(() => child.kill("SIGQUIT"), STOP_PATIENCE_MS);
  await exited;
  clearTimeout(hurry);
}
