import { execFileSync, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, closeSync, openSync, statfsSync, writeFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Socket } from "socket.io-client";
import { expect, test } from "vitest";
import { z } from "zod";
import { recordSchema } from "@yuanping/shared/contracts/record.ts";
import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import { descendantsOf, stillRunning, type ProcessMark } from "../../scripts/faults/processes.ts";
import { startOwnServer, type OwnServer } from "../../scripts/demo/own-server.ts";
import { asOwner, bodiesOf } from "../support/server-database.ts";
import { Lot } from "../support/server-people.ts";
import { atEnd, eventually, startTestServer, temporaryFolder } from "../support/server-process.ts";
import { codeOf, command, joined, request } from "../support/server-wire.ts";

/** What is acknowledged here must outlive PostgreSQL, so it is synced as usual. */
const synced = { YUANPING_FSYNC: "on" };

async function serverIn(dataDir: string, port?: number): Promise<OwnServer> {
  const options = port === undefined ? { dataDir } : { dataDir, port };
  const { server } = await startTestServer({ ...options, environment: synced });
  atEnd(server.stop);
  return server;
}

async function lotAt(server: OwnServer): Promise<Lot> {
  const lot = await Lot.open(server.url);
  atEnd(() => lot.close());
  return lot;
}

function postgresOf({ child }: OwnServer) {
  const found = descendantsOf(child.pid ?? 0).filter(({ name }) => name.startsWith("postgres"));
  if (found.length === 0) throw new Error("there is no PostgreSQL");
  return found;
}

/** To each that still runs: backends come and go. */
function signal(processes: readonly ProcessMark[], name: NodeJS.Signals): void {
  for (const mark of processes) if (stillRunning([mark]).length > 0) process.kill(mark.pid, name);
}

async function healthAt(url: string) {
  const response = await fetch(`${url}/healthz`);
  const health = healthSchema.parse(await response.json());
  return { status: response.status, health };
}

async function stageSeen(socket: Socket, evaluation: string): Promise<string> {
  const answer = await request(socket, "room:join", { evaluation });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return z.looseObject({ stage: z.string() }).parse(answer["view"]).stage;
}

/** Repeats a command under one id until it is carried out. */
async function untilDone(socket: Socket, body: Readonly<Record<string, unknown>>, id: string) {
  await eventually(
    "the command is carried out",
    async () => (await codeOf(command(socket, body, { id }))) === "ok",
  );
}

async function timesOnRecord(dataDir: string, id: string): Promise<number> {
  return asOwner(dataDir, async (client) => {
    const { rowCount } = await client.query("select from event where command_id = $1", [id]);
    return rowCount ?? 0;
  });
}

test("with PostgreSQL killed, commands are refused whole, health says so, and a restart goes on", async () => {
  const dataDir = temporaryFolder();
  const server = await serverIn(dataDir);
  const lot = await lotAt(server);
  await lot.checkIn();
  const supervisor = await joined(lot.supervisor.account, lot.id);
  const before = await bodiesOf(dataDir, `evaluation/${lot.id}`);
  signal(postgresOf(server), "SIGKILL");
  await eventually("health notices", async () => (await healthAt(server.url)).status === 503);
  expect((await healthAt(server.url)).health).toMatchObject({
    status: "degraded",
    store: { ok: false },
  });
  const id = randomUUID();
  const note = { type: "note", text: "存储中断时的提示" };
  expect(await command(supervisor, note, { id })).toMatchObject({
    ok: false,
    refusal: {
      code: "store.unavailable",
      category: "unavailable",
      zh: expect.stringMatching(/\p{Script=Han}/u),
    },
  });
  // Also what needs tables or a password before it is decided.
  const { seat } = lot.member(0);
  const proven = await seat.connection.send(
    { type: "checkIn", undertaking: true, recusal: { conflict: false } },
    { password: seat.account.password },
  );
  expect(proven).toMatchObject({ ok: false, refusal: { code: "store.unavailable" } });
  const signingIn = await fetch(`${server.url}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login: "host", password: seat.account.password }),
  });
  expect([signingIn.status, await signingIn.json()]).toMatchObject([
    503,
    { code: "store.unavailable" },
  ]);
  const port = Number(new URL(server.url).port);
  server.child.kill("SIGTERM");
  await eventually("it stops", () => server.child.exitCode !== null);

  const again = await serverIn(dataDir, port);
  const after = await bodiesOf(dataDir, `evaluation/${lot.id}`);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.join()).not.toContain("存储中断时的提示");
  expect((await healthAt(again.url)).status).toBe(200);
  const back = await joined(lot.supervisor.account, lot.id);
  await untilDone(back, note, id);
  expect(await timesOnRecord(dataDir, id)).toBe(1);
  expect(await stageSeen(back, lot.id)).toBe("check-in");
}, 180_000);

test("with PostgreSQL frozen, commands are refused; thawed, everything goes on without a restart", async () => {
  const dataDir = temporaryFolder();
  const server = await serverIn(dataDir);
  const lot = await lotAt(server);
  const supervisor = await joined(lot.supervisor.account, lot.id);
  const frozen = postgresOf(server);
  const thaw = () => signal(frozen, "SIGCONT");
  atEnd(thaw);
  signal(frozen, "SIGSTOP");
  const id = randomUUID();
  const note = { type: "note", text: "冻结时的提示" };
  const asked = codeOf(command(supervisor, note, { id }));
  await eventually("health notices", async () => (await healthAt(server.url)).status === 503);
  expect(await asked).toBe("store.unavailable");
  thaw();
  await untilDone(supervisor, note, id);
  expect(await timesOnRecord(dataDir, id)).toBe(1);
  await eventually("health is well", async () => (await healthAt(server.url)).status === 200);
  const after = await bodiesOf(dataDir, `evaluation/${lot.id}`);
  expect(after.map((body) => recordSchema.parse(JSON.parse(body)).seq)).toEqual(
    after.map((_, index) => index),
  );
}, 240_000);

test("an evaluation whose record was altered is refused service and reported; the others go on", async () => {
  const dataDir = temporaryFolder();
  const first = await serverIn(dataDir);
  const altered = await lotAt(first);
  const sound = await lotAt(first);
  const port = Number(new URL(first.url).port);
  await asOwner(dataDir, async (client) => {
    await client.query("alter table event disable trigger append_only");
    const { rowCount } = await client.query(
      `update event set body = replace(body, '"B1"', '"B9"') where stream = $1 and seq = 0`,
      [`evaluation/${altered.id}`],
    );
    expect(rowCount).toBe(1);
    await client.query("alter table event enable trigger append_only");
  });
  altered.close();
  sound.close();
  await first.stop();

  const again = await serverIn(dataDir, port);
  const { status, health } = await healthAt(again.url);
  expect([status, health.status, health.store.ok]).toEqual([503, "degraded", true]);
  expect(health.store.detail).toContain("1 damaged");
  await expect(joined(altered.host.account, altered.id)).rejects.toThrow("record.altered");
  const host = await joined(sound.host.account, sound.id);
  expect(await stageSeen(host, sound.id)).toBe("draw");
  const supervisor = await joined(sound.supervisor.account, sound.id);
  expect(await codeOf(command(supervisor, { type: "note", text: "照常" }))).toBe("ok");
}, 180_000);

/** Ways to run out of space; a disk of its own can be made by root alone. */
type Shortage = Readonly<{ begin: (server: OwnServer) => void; end: () => void }>;
type Way = Readonly<{ name: string; shortage: (folder: string) => Shortage }>;

const isRoot = process.getuid?.() === 0;
const ways: readonly Way[] = [
  ...(isRoot ? [{ name: "a full disk", shortage: smallDisk }] : []),
  { name: "files that may not grow", shortage: () => ({ begin: forbidGrowth, end: () => {} }) },
];

test.each(ways)(
  "with $name commands are refused whole and health says so; with room again a restart goes on",
  async ({ shortage }) => {
    const parent = temporaryFolder();
    const { begin, end } = shortage(parent);
    const dataDir = join(parent, "data");
    const server = await serverIn(dataDir);
    const lot = await lotAt(server);
    const supervisor = await joined(lot.supervisor.account, lot.id);
    const before = await bodiesOf(dataDir, `evaluation/${lot.id}`);
    begin(server);
    const { acknowledged, refused } = await noteUntilUnwell(supervisor, server.url);
    expect(refused).toBe("store.unavailable");
    end();
    await server.stop();

    const again = await serverIn(dataDir, Number(new URL(server.url).port));
    expect((await healthAt(again.url)).status).toBe(200);
    const after = await bodiesOf(dataDir, `evaluation/${lot.id}`);
    expect(after.slice(0, before.length)).toEqual(before);
    for (const id of acknowledged) expect(await timesOnRecord(dataDir, id)).toBe(1);
    const back = await joined(lot.supervisor.account, lot.id);
    expect(await codeOf(command(back, { type: "note", text: "又有空间" }))).toBe("ok");
  },
  240_000,
);

test("in a folder that cannot be written the server does not start, and says which", async () => {
  const folder = temporaryFolder();
  makeReadOnly(folder);
  const dataDir = join(folder, "data");
  const said: string[] = [];
  const starting = startOwnServer({ dataDir, onLog: (text) => said.push(text) });
  await expect(starting).rejects.toThrow("ended before it served");
  expect(said.join("")).toContain(dataDir);
}, 60_000);

/**
 * Sends remarks, one after another, until one is refused for another reason than haste and health says so too: what
 * the store writes for itself can still find room where a remark did not, and health is right to be well then.
 */
async function noteUntilUnwell(socket: Socket, url: string) {
  const acknowledged: string[] = [];
  for (;;) {
    const id = randomUUID();
    const text = `提示 ${acknowledged.length} ${"满".repeat(400)}`;
    const code = await codeOf(command(socket, { type: "note", text }, { id }));
    if (code === "ok") acknowledged.push(id);
    else if (code === "message.too-many")
      await new Promise((resolve) => setTimeout(resolve, 1_000));
    else if (code !== "store.unavailable" || (await healthAt(url)).status === 503)
      return { acknowledged, refused: code };
  }
}

/** A disk of its own, which is filled to the last byte. */
function smallDisk(folder: string): Shortage {
  execFileSync("mount", ["-t", "tmpfs", "-o", "size=200m", "tmpfs", folder]);
  atEnd(() => execFileSync("umount", ["--lazy", folder]));
  const filler = join(folder, "filler");
  return {
    begin: () => {
      const file = openSync(filler, "w");
      const { bsize } = statfsSync(folder);
      // Byte for byte: the server writes too meanwhile, and whoever comes first takes the last of the room.
      for (let size = bsize * 256; size >= 1;) {
        try {
          if (writeSync(file, Buffer.alloc(size)) < size) size = Math.floor(size / 2);
        } catch (error) {
          if (!isFull(error)) throw error;
          size = Math.floor(size / 2);
        }
      }
      closeSync(file);
    },
    end: () => writeFileSync(filler, ""),
  };
}

function isFull(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOSPC";
}

/** From now on every write of PostgreSQL to a file fails. */
function forbidGrowth(server: OwnServer): void {
  for (const { pid } of postgresOf(server))
    // One that has ended meanwhile writes no more anyway; those to come inherit the limit.
    spawnSync("prlimit", ["--pid", String(pid), "--fsize=0"]);
}

/** Rights do not bind root; a disk that is mounted to be read does. */
function makeReadOnly(folder: string): void {
  if (!isRoot) {
    chmodSync(folder, 0o500);
    return;
  }
  execFileSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", folder]);
  atEnd(() => execFileSync("umount", ["--lazy", folder]));
}
