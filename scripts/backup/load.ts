import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { createGunzip } from "node:zlib";
import type { Client } from "pg";
import type { VaultStore } from "../../server/src/kernel/ports.ts";
import { endSchema, headSchema, leftOut, tableSchema, type BackupHead } from "./format.ts";

/** What is at hand is no whole backup, or does not go into this database. */
export class BackupUnfit extends Error {
  constructor(what: string) {
    super(what);
    this.name = "BackupUnfit";
  }
}

/** Rows in one statement. */
const page = 500;

/** Reads a backup from end to end; answers its head. Throws {@link BackupUnfit} unless it is whole. */
export async function checkBackup(file: string): Promise<BackupHead> {
  const digest = createHash("sha256");
  let head: BackupHead | undefined;
  let last: string | undefined;
  for await (const line of linesOf(file)) {
    if (last !== undefined) digest.update(`${last}\n`);
    head ??= parsed(headSchema, line) ?? unfit(`${file} is no backup of this product`);
    last = line;
  }
  const end = parsed(endSchema, last ?? "");
  if (head === undefined || end === undefined || end.sha256 !== digest.digest("hex"))
    return unfit(`${file} is cut off or altered`);
  return head;
}

/**
 * Puts everything in a backup that was checked into an empty database whose tables are there; all or nothing. Leases are
 * nobody's: the first node that starts takes the rooms. Answers the number of rows. Throws {@link BackupUnfit}.
 *
 * @param check looks at the secrets before anything is kept, and rejects where nothing is to be
 */
export async function load(
  client: Client,
  file: string,
  head: BackupHead,
  check: (vault: Pick<VaultStore, "get">) => Promise<void>,
): Promise<number> {
  await requireFitting(client, head);
  await client.query("begin");
  try {
    const count = await loadRows(client, file);
    await check({ get: (name) => secretIn(client, name) });
    await client.query("update stream set node = null, lease_until = null");
    await client.query("commit");
    return count;
  } catch (error) {
    await client.query("rollback").catch(() => {});
    throw error;
  }
}

async function secretIn(client: Client, name: string): Promise<Uint8Array | undefined> {
  const { rows } = await client.query<{ ciphertext: Buffer }>(
    "select ciphertext from vault where name = $1",
    [name],
  );
  return rows[0]?.ciphertext;
}

async function requireFitting(client: Client, head: BackupHead): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    "select name from kysely_migration order by name",
  );
  const here = rows.map(({ name }) => name).join(", ");
  const there = head.migrations.join(", ");
  if (here !== there)
    unfit(
      `the backup was made by version ${head.version}, whose tables are others; restore it with that version, then start this one`,
    );
  const { rows: found } = await client.query<{ count: string }>(
    "select (select count(*) from stream) + (select count(*) from app_user) as count",
  );
  if (found[0]?.count !== "0") unfit("the database is not empty; restore into a new one");
}

async function loadRows(client: Client, file: string): Promise<number> {
  let table: string | undefined;
  let waiting: string[] = [];
  let count = 0;
  const flush = async (): Promise<void> => {
    if (table === undefined || waiting.length === 0) return;
    const name = client.escapeIdentifier(table);
    await client.query(
      `insert into ${name} select * from json_populate_recordset(null::${name}, $1::json)`,
      [`[${waiting.join(",")}]`],
    );
    count += waiting.length;
    waiting = [];
  };
  let isHead = true;
  let held: string | undefined;
  for await (const line of linesOf(file)) {
    // The last line is no row: each is looked at when another has come.
    const row = held;
    held = line;
    if (row === undefined) continue;
    if (isHead) {
      isHead = false;
      continue;
    }
    const next = parsed(tableSchema, row);
    if (next !== undefined) {
      await flush();
      if (leftOut.has(next.table)) unfit(`the backup names the table ${next.table}`);
      table = next.table;
      continue;
    }
    waiting.push(row);
    if (waiting.length >= page) await flush();
  }
  await flush();
  return count;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const bytes = createReadStream(file);
  const text = bytes.pipe(createGunzip());
  // A pipe does not carry errors on.
  bytes.on("error", (error) => text.destroy(error));
  try {
    yield* createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    unfit(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    bytes.destroy();
  }
}

function parsed<Value>(
  schema: Readonly<{ safeParse(value: unknown): { success: boolean; data?: Value } }>,
  line: string,
): Value | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function unfit(what: string): never {
  throw new BackupUnfit(what);
}
