import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import { OwnNodes } from "../../../scripts/cluster/own-nodes.ts";
import { OwnPostgres } from "../../../scripts/cluster/own-postgres.ts";
import { judgeRecord } from "../../../scripts/faults/nodes/record.ts";
import { sharedNodes } from "../../support/server-cluster.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { atEnd, eventually, temporaryFolder } from "../../support/server-process.ts";
import { codeOf, command, joined } from "../../support/server-wire.ts";

const run = promisify(execFile);
const scripts = resolve(import.meta.dirname, "../../../scripts");
const reportSchema = z.looseObject({ rows: z.int(), broken: z.array(z.string()).optional() });

const cluster = sharedNodes(1);
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(cluster().nodes.at(0).url)).checkIn();
}, 120_000);
afterAll(() => lot?.close());

/** The command's exit status, its one line of JSON if it printed one, and what it said. */
async function ran(name: string, args: readonly string[], environment: object) {
  const answer = await run(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(scripts, `${name}.ts`), ...args],
    { env: { ...process.env, ...environment } },
  ).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: "" }),
    (error: unknown) =>
      z.looseObject({ code: z.int(), stdout: z.string(), stderr: z.string() }).parse(error),
  );
  const report = answer.stdout === "" ? undefined : reportSchema.parse(JSON.parse(answer.stdout));
  return { ...answer, report };
}

async function backedUp(): Promise<string> {
  const file = join(temporaryFolder(), "backup.gz");
  const { code, stderr } = await ran("backup", ["--out", file], {
    DATABASE_URL: cluster().postgres.url,
  });
  expect([code, stderr]).toEqual([0, ""]);
  return file;
}

async function newDatabase(): Promise<OwnPostgres> {
  const postgres = await OwnPostgres.start({ fsync: false });
  atEnd(() => postgres.stop());
  return postgres;
}

async function count(postgres: OwnPostgres, table: string): Promise<number> {
  const client = new Client(postgres.url);
  await client.connect();
  try {
    return Number((await client.query(`select count(*) as rows from ${table}`)).rows[0].rows);
  } finally {
    await client.end();
  }
}

test("a backup taken while people work goes into a new cluster: every stream verifies, and the evaluation goes on there", async () => {
  const known = [...lot.host.acknowledged];
  const file = await backedUp();
  // What comes after the backup is not in it.
  await lot.host.do({ type: "say", text: "备份之后" });
  const fresh = await newDatabase();
  const { keyFile } = cluster().nodes;
  const restored = await ran("restore", [file], { DATABASE_URL: fresh.url, KEY_FILE: keyFile });
  expect([restored.code, restored.report?.broken]).toEqual([0, []]);
  const nodes = await OwnNodes.start(1, {
    databaseUrl: fresh.url,
    environment: { MEDIASOUP_WORKER_BIN: "/nowhere/worker", RECORDING: "off", KEY_FILE: keyFile },
    onLog: () => {},
  });
  atEnd(() => nodes.stop());
  const { url } = nodes.at(0);
  const health = healthSchema.parse(await (await fetch(`${url}/healthz`)).json());
  expect([health.status, health.store]).toEqual(["ok", { ok: true }]);
  const host = await joined(await signedIn(url, "host"), lot.id);
  expect(await codeOf(command(host, { type: "say", text: "恢复之后" }))).toBe("ok");
  const vkey = (await (await fetch(`${url}/api/log/keys`)).text()).trim();
  // The newest head is signed a moment after its events.
  await eventually(
    "everything verifies, down to running every command again",
    async () => (await judgeRecord(fresh.url, known, vkey)).broken.length === 0,
  );
  expect(await count(fresh, "event where body like '%备份之后%'")).toBe(0);
  expect(await count(fresh, "event where body like '%恢复之后%'")).toBe(1);
}, 120_000);

test("a backup that was cut off, or altered in one letter, goes into no database at all", async () => {
  const file = await backedUp();
  const whole = gunzipSync(readFileSync(file)).toString("utf8");
  const fresh = await newDatabase();
  const environment = { DATABASE_URL: fresh.url, KEY_FILE: cluster().nodes.keyFile };
  const spoilt = [
    gzipSync(whole.split("\n").slice(0, -2).join("\n")),
    gzipSync(whole.replace('"epoch":1', '"epoch":2')),
    readFileSync(file).subarray(0, 5_000),
  ];
  for (const bytes of spoilt) {
    writeFileSync(file, bytes);
    const { code, stderr } = await ran("restore", [file], environment);
    expect(code).toBe(1);
    expect(stderr).toMatch(/is cut off or altered|cannot be read|is no backup/);
  }
  expect(await count(fresh, "information_schema.tables where table_schema = 'public'")).toBe(0);
}, 60_000);

test("a backup does not go into a database that has something, nor under another key file", async () => {
  const file = await backedUp();
  const { keyFile } = cluster().nodes;
  const events = await count(cluster().postgres, "event");
  const again = await ran("restore", [file], {
    DATABASE_URL: cluster().postgres.url,
    KEY_FILE: keyFile,
  });
  expect([again.code, again.stderr]).toEqual([
    1,
    "the database is not empty; restore into a new one\n",
  ]);
  expect(await count(cluster().postgres, "event")).toBe(events);
  const fresh = await newDatabase();
  const other = await ran("restore", [file], {
    DATABASE_URL: fresh.url,
    KEY_FILE: join(temporaryFolder(), "master.key"),
  });
  expect(other.code).toBe(1);
  expect(other.stderr).toContain("key file");
}, 60_000);
