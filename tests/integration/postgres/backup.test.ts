import { execFile } from "node:child_process";
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { gunzipSync, gzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { healthSchema } from "@yuanping/shared/contracts/http.ts";
import {
  linkFormer,
  promoteNext,
  writeNext,
} from "../../../server/src/evidence/master-key-files.ts";
import { newMasterKey } from "../../../server/src/evidence/master-key.ts";
import { OwnNodes } from "../../../scripts/cluster/own-nodes.ts";
import { OwnPostgres } from "../../../scripts/cluster/own-postgres.ts";
import { signIn } from "../../../scripts/demo/account.ts";
import { judgeRecord } from "../../../scripts/faults/nodes/record.ts";
import { sharedNodes } from "../../support/server-cluster.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { atEnd, eventually, temporaryFolder } from "../../support/server-process.ts";
import { codeOf, command, connected, joined } from "../../support/server-wire.ts";

const run = promisify(execFile);
const scripts = resolve(import.meta.dirname, "../../../scripts");
const reportSchema = z.looseObject({ rows: z.int(), broken: z.array(z.string()).optional() });

const cluster = sharedNodes(1);
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(cluster().nodes.at(0).url)).checkIn();
}, 120_000);
afterAll(() => lot?.close());

/** A command's exit status, and what it printed and said. */
function answerOf(name: string, args: readonly string[], environment: object) {
  return run(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", join(scripts, `${name}.ts`), ...args],
    { env: { ...process.env, ...environment } },
  ).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: unknown) =>
      z.looseObject({ code: z.int(), stdout: z.string(), stderr: z.string() }).parse(error),
  );
}

/** As above, with the one line of JSON if it printed one. */
async function ran(name: string, args: readonly string[], environment: object) {
  const answer = await answerOf(name, args, environment);
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
  return Number((await valueOf(postgres, `select count(*) as value from ${table}`)) ?? 0);
}

/** The `value` of the first row. */
async function valueOf(postgres: OwnPostgres, statement: string): Promise<unknown> {
  const client = new Client(postgres.url);
  await client.connect();
  try {
    return (await client.query<{ value: unknown }>(statement)).rows[0]?.value;
  } finally {
    await client.end();
  }
}

test("a backup taken while people work goes into a new cluster: every stream verifies, and the evaluation goes on there under another master key", async () => {
  const known = [...lot.host.acknowledged];
  const file = await backedUp();
  // What comes after the backup is not in it.
  await lot.host.do({ type: "say", text: "备份之后" });
  const fresh = await newDatabase();
  const former = cluster().nodes.keyFile;
  const keyFile = join(temporaryFolder(), "master.key");
  copyFileSync(former, keyFile);
  const environment = { DATABASE_URL: fresh.url, KEY_FILE: keyFile };
  const restored = await ran("restore", [file], environment);
  expect([restored.code, restored.report?.broken]).toEqual([0, []]);
  // From here on under another master key.
  expect((await answerOf("keys", ["change-master"], environment)).code).toBe(0);
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
  expect(await count(fresh, "event where body like '%MasterKeyTookOver%'")).toBe(1);
}, 300_000);

test("a backup made before a change of the master key goes in under the former key file alone, and it is said which one that is", async () => {
  const file = await backedUp();
  const source = { DATABASE_URL: cluster().postgres.url, KEY_FILE: cluster().nodes.keyFile };
  const refused = await answerOf("keys", ["change-master"], source);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    "1 node(s) run on this database; stop them and wait 30 s\n",
  ]);
  // As the change leaves them: another key in the place of the one that the backup was made under.
  const keyFile = join(temporaryFolder(), "master.key");
  copyFileSync(source.KEY_FILE, keyFile);
  const former = await linkFormer(keyFile);
  await writeNext(keyFile, newMasterKey());
  await promoteNext(keyFile);
  const fresh = await newDatabase();
  const environment = { DATABASE_URL: fresh.url, KEY_FILE: keyFile };
  const other = await ran("restore", [file], environment);
  expect([other.code, other.stderr]).toEqual([1, expect.stringContaining(`${former} opens them`)]);
  expect(await count(fresh, "event")).toBe(0);
  const restored = await ran("restore", [file], { ...environment, KEY_FILE: former });
  expect([restored.code, restored.report?.broken]).toEqual([0, []]);
}, 300_000);

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

test("a backup does not go into a database that has something, nor without its key file", async () => {
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

const people = [
  "login,name,offices,unit,phone,mail,specialties,region,employer",
  '"zhou.min",周敏,host|admin,"某市公共资源交易中心,二楼",,,,,',
  "e1,阿依古丽·买买提,expert,某院,13800001234,e1@experts.example,cost|it,成都,某院",
  "",
].join("\n");

test("people are imported into an empty centre while its server runs: they sign in, change passwords, and all rows are on record", async () => {
  const postgres = await newDatabase();
  const logged: string[] = [];
  const nodes = await OwnNodes.start(1, {
    databaseUrl: postgres.url,
    environment: { MEDIASOUP_WORKER_BIN: "/nowhere/worker", RECORDING: "off", CENTRE: "empty" },
    onLog: (text) => logged.push(text),
  });
  atEnd(() => nodes.stop());
  const { url } = nodes.at(0);
  const environment = { DATABASE_URL: postgres.url, KEY_FILE: nodes.keyFile };
  const accounts = (...args: readonly string[]) => answerOf("accounts", args, environment);
  expect(await count(postgres, "app_user")).toBe(0);
  await expect(signedIn(url, "host")).rejects.toThrow("password");

  const file = join(temporaryFolder(), "people.csv");
  writeFileSync(file, people);
  const imported = await accounts("import", file);
  expect([imported.code, imported.stderr]).toEqual([0, "2 accounts imported\n"]);
  expect(imported.stdout).toMatch(/^zhou\.min,[a-z2-9-]{19}\ne1,[a-z2-9-]{19}\n$/);
  const [first = "", second = ""] = imported.stdout
    .trim()
    .split("\n")
    .map((line) => line.split(",")[1]);
  const host = await signIn(url, "zhou.min", first);
  expect(host.session.user).toMatchObject({ name: "周敏", offices: ["host", "admin"] });
  await signIn(url, "e1", second);

  // One who is new beside one who is there: neither comes in.
  writeFileSync(
    file,
    `${people.split("\n").toSpliced(1, 1).join("\n")}e2,李四,witness,某院,,,,,\n`,
  );
  const again = await accounts("import", file);
  expect([again.code, again.stdout]).toEqual([1, ""]);
  expect(again.stderr).toContain("people.csv:2:1: the login e1 is there already");
  const listed = await accounts("list");
  expect([listed.code, listed.stdout]).toEqual([
    0,
    'e1,expert,某院\nzhou.min,host|admin,"某市公共资源交易中心,二楼"\n',
  ]);

  const hostLine = await connected(host);
  const expertLine = await connected(await signIn(url, "e1", second));
  const changed = await accounts("password", "zhou.min");
  expect([changed.code, changed.stderr]).toEqual([0, ""]);
  await eventually("the page that is open is let go", () => hostLine.disconnected);
  await expect(connected(host)).rejects.toThrow("identity.signed-out");
  expect(expertLine.connected).toBe(true);
  expect((await host.http.session()).ok).toBe(false);
  await expect(signIn(url, "zhou.min", first)).rejects.toThrow("password");
  await signIn(url, "zhou.min", changed.stdout.trim().split(",")[1] ?? "");
  expect((await accounts("password", "nobody")).code).toBe(1);

  writeFileSync(file, "login,barredUntil,relations\ne1,9999-12-31,某集团\n");
  expect((await accounts("standing", file)).stderr).toBe("1 experts' standing changed\n");
  writeFileSync(file, "login,away\ne1,2026-12-01\nzhou.min,2026-12-01\n");
  const strangers = await accounts("standing", file);
  expect(strangers.code).toBe(1);
  expect(strangers.stderr).toContain("people.csv:3:1: no expert who may sign in");
  expect(await valueOf(postgres, "select standing as value from expert")).toEqual({
    history: [],
    relations: ["某集团"],
    away: [],
    barredUntil: "9999-12-31",
  });

  const expert = await signIn(url, "e1", second);
  expect((await accounts("disable", "e1")).code).toBe(0);
  await eventually("nor is the one of an account that ends", () => expertLine.disconnected);
  expect((await expert.http.session()).ok).toBe(false);
  await expect(signIn(url, "e1", second)).rejects.toThrow("password");
  expect((await accounts("disable", "e1")).code).toBe(1);

  // Another node compares every row with the record when it starts.
  await nodes.add();
  expect(logged.join("")).not.toMatch(/not what the record says|demo password/);
  expect(logged.join("")).not.toMatch(/周敏|1380000|experts\.example/);
}, 300_000);

test("a centre that is to be empty says at each start whom the demo password opens, and how to end that", async () => {
  const since = cluster().logs().length;
  const node = await cluster().nodes.add({ CENTRE: "empty" });
  const environment = {
    DATABASE_URL: cluster().postgres.url,
    KEY_FILE: cluster().nodes.keyFile,
  };
  const warned = cluster()
    .logs()
    .slice(since)
    .split("\n")
    .find((line) => line.includes("demo password"));
  expect(JSON.parse(warned ?? "{}")).toMatchObject({ level: 40 });
  expect(warned).toContain("npm run -s accounts -- password LOGIN");
  expect(warned).toContain('"admin"');
  const changed = await answerOf("accounts", ["password", "admin"], environment);
  expect(changed.code).toBe(0);
  await expect(signedIn(node.url, "admin")).rejects.toThrow("password");
  await signIn(node.url, "admin", changed.stdout.trim().split(",")[1] ?? "");
}, 300_000);
