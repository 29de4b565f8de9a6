import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { processesIn } from "../../../server/src/adapters/postgres/embedded/predecessor.ts";
import { socketFolderOf } from "../../../server/src/adapters/postgres/embedded/socket-folder.ts";
import {
  type Embedded,
  migrate,
  openDatabase,
  postgresEventStore,
  startEmbedded,
} from "../../../server/src/adapters/postgres/index.ts";
import type { EventStore } from "../../../server/src/kernel/ports.ts";
import { appendOf } from "../../support/event-making.ts";

const STREAM = "evaluation/a";
const saidSchema = z.object({ pid: z.number().optional(), error: z.string().optional() });

let dataDir: string;
let running: Embedded[];
let nodes: ChildProcess[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "yuanping-embedded-"));
  running = [];
  nodes = [];
});

afterEach(async () => {
  for (const node of nodes) {
    node.kill("SIGKILL");
  }
  for (const server of running) {
    await server.stop();
  }
  await noneLeft();
  // A killed node cannot remove its socket's folder itself.
  await rm(socketFolderOf(dataDir), { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<Embedded> {
  const server = await startEmbedded({ dataDir });
  running.push(server);
  return server;
}

async function startNode(): Promise<z.infer<typeof saidSchema>> {
  const script = join(import.meta.dirname, "../../support/postgres-child.ts");
  const node = spawn(process.execPath, [script, dataDir], { stdio: ["pipe", "pipe", "inherit"] });
  nodes.push(node);
  const [line] = await once(createInterface({ input: node.stdout }), "line");
  return saidSchema.parse(JSON.parse(String(line)));
}

/** Waits until no PostgreSQL works in the folder; the test's own time limit ends it otherwise. */
async function noneLeft(): Promise<void> {
  while ((await processesIn(join(dataDir, "cluster"))).length > 0) {
    await delay(20);
  }
}

describe("the embedded PostgreSQL", () => {
  test("can be reached by its owner's socket alone, and keeps its data over a restart", async () => {
    const first = await start();
    await migrate(first.owner);
    const opened = openDatabase(first.connection);
    await postgresEventStore(opened.db).append([appendOf(STREAM, 0, 0, "command-1")]);
    const { rows } = await sql`show listen_addresses`.execute(opened.db);
    expect(rows).toEqual([{ listen_addresses: "" }]);
    expect((await stat(first.connection.host)).mode & 0o777).toBe(0o700);
    await opened.close();
    await first.stop();
    await first.stop();
    expect(await readdir(dataDir)).toEqual(["cluster"]);
    await expect(stat(first.connection.host)).rejects.toThrow(/ENOENT/);

    const again = openDatabase((await start()).connection);
    expect(await postgresEventStore(again.db).streams("")).toEqual([{ stream: STREAM, size: 1 }]);
    await again.close();
  });

  test("loses no acknowledged event and leaves no process when its parent process is killed again and again", async () => {
    let acknowledged = 0;
    for (let round = 0; round < 5; round += 1) {
      const server = await start();
      await migrate(server.owner);
      const { db, close } = openDatabase(server.connection);
      const store = postgresEventStore(db);
      const found = await sizeOf(store);
      // One append may have become durable without the news of it coming through.
      expect([acknowledged, acknowledged + 1]).toContain(found);
      acknowledged = await appendUntilKilled(store, server, found, 40 + 20 * round);
      await close();
      await server.exited;
      await noneLeft();
    }
    const last = openDatabase((await start()).connection);
    const store = postgresEventStore(last.db);
    const numbers: number[] = [];
    for await (const { seq, body } of store.read(STREAM)) {
      expect(body).toBe(`{"n":${seq}}`);
      numbers.push(seq);
    }
    await last.close();
    expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
    expect(numbers).toEqual(numbers.map((_, index) => index));
  }, 180_000);

  test("ends with its node when that is killed, and the next node starts at once on the same folder", async () => {
    const first = await startNode();
    expect(first.pid).toBeTypeOf("number");
    nodes[0]?.kill("SIGKILL");
    const second = await startNode();
    expect(second.error).toBeUndefined();
    expect(await processesIn(join(dataDir, "cluster"))).not.toContain(first.pid);
    nodes[1]?.kill("SIGKILL");
    await noneLeft();
  });

  test("refuses a second node on the same folder and tells which process has it", async () => {
    await start();
    const { error } = await startNode();
    expect(error).toContain(`${dataDir} is in use by process ${process.pid}`);
    await expect(startEmbedded({ dataDir })).rejects.toMatchObject({ code: "in-use" });
  });

  test("of two nodes that start at the same instant one is refused and one works", async () => {
    // Both find the claim of a process that is gone.
    await writeFile(join(dataDir, "owner.json"), JSON.stringify({ pid: 1, started: "long ago" }));
    const said = await Promise.all([startNode(), startNode()]);
    const errors = said.flatMap(({ error }) => error ?? []);
    expect(errors).toEqual([expect.stringContaining("in use by")]);
  });

  test("takes over from a dead node whose process numbers are others' by now", async () => {
    const server = await start();
    process.kill(server.pid, "SIGKILL");
    await server.exited;
    await noneLeft();
    const owner = JSON.stringify({ pid: process.ppid, started: "long ago" });
    await writeFile(join(dataDir, "owner.json"), owner);
    const postmaster = `${process.ppid}\n${dataDir}/cluster\n1\n5432\n\n\n\n`;
    await writeFile(join(dataDir, "cluster", "postmaster.pid"), postmaster);
    await expect(start()).resolves.toBeDefined();
  });

  test("makes the cluster anew when a killed node left it half made", async () => {
    await mkdir(join(dataDir, "cluster.unfinished"));
    await writeFile(join(dataDir, "cluster.unfinished", "PG_VERSION"), "18\n");
    await expect(start()).resolves.toBeDefined();
  });

  test("says why when it cannot start, and frees the folder", async () => {
    const server = await start();
    await server.stop();
    const settings = join(dataDir, "cluster", "postgresql.auto.conf");
    await writeFile(settings, "shared_buffers = 'nonsense'\n");
    await expect(startEmbedded({ dataDir })).rejects.toThrow(/did not start:[^]*shared_buffers/);
    await writeFile(settings, "");
    await expect(start()).resolves.toBeDefined();
  });
});

async function sizeOf(store: EventStore): Promise<number> {
  return (await store.streams(STREAM))[0]?.size ?? 0;
}

/** Appends one event after another, kills the parent process after `kills` of them, and tells how many were acknowledged. */
async function appendUntilKilled(
  store: EventStore,
  server: Embedded,
  from: number,
  kills: number,
): Promise<number> {
  let size = from;
  for (;;) {
    try {
      if (size === from + kills) {
        // While the next append is under way.
        setImmediate(() => process.kill(server.pid, "SIGKILL"));
      }
      await store.append([appendOf(STREAM, size, 0, `command-${size}`, [`{"n":${size}}`])]);
      size += 1;
    } catch {
      return size;
    }
  }
}
