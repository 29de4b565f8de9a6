import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { open, rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { PassThrough } from "node:stream";
import { createGzip } from "node:zlib";
import type { Client } from "pg";
import { leftOut, type BackupHead } from "./format.ts";

export type Dumped = Readonly<{ tables: number; rows: number }>;

/** Rows per question: enough to be fast, few enough to hold in memory. */
const page = 500;

/**
 * Writes everything in the database into one file, from one snapshot, while the nodes go on working. The file is in its
 * place only when it is whole and on disk.
 */
export async function dump(client: Client, file: string, version: string): Promise<Dumped> {
  const unfinished = `${file}.unfinished`;
  const lines = new PassThrough();
  const written = pipeline(lines, createGzip(), createWriteStream(unfinished, { mode: 0o600 }));
  // What goes wrong with the file ends the writing below, and is told at the end.
  written.catch(() => {});
  const digest = createHash("sha256");
  const say = async (line: string): Promise<void> => {
    digest.update(`${line}\n`);
    if (!lines.write(`${line}\n`)) await Promise.race([once(lines, "drain"), written]);
  };
  try {
    await client.query("begin isolation level repeatable read read only");
    const tables = await tablesOf(client);
    await say(JSON.stringify(await headOf(client, version)));
    let rows = 0;
    for (const table of tables) {
      await say(JSON.stringify({ table }));
      rows += await dumpTable(client, table, say);
    }
    await client.query("commit");
    lines.end(`${JSON.stringify({ rows, sha256: digest.digest("hex") })}\n`);
    await written;
    await keep(unfinished, file);
    return { tables: tables.length, rows };
  } catch (error) {
    lines.destroy();
    await written.catch(() => {});
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function headOf(client: Client, version: string): Promise<BackupHead> {
  const { rows } = await client.query<{ name: string }>(
    "select name from kysely_migration order by name",
  );
  return {
    format: "yuanping-backup/1",
    at: new Date().toISOString(),
    version,
    migrations: rows.map(({ name }) => name),
  };
}

async function dumpTable(
  client: Client,
  table: string,
  say: (line: string) => Promise<void>,
): Promise<number> {
  const name = client.escapeIdentifier(table);
  await client.query(
    `declare dumped no scroll cursor for select row_to_json(t)::text as row from ${name} t`,
  );
  let count = 0;
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${page} from dumped`);
    for (const { row } of rows) await say(row);
    count += rows.length;
    if (rows.length < page) break;
  }
  await client.query("close dumped");
  return count;
}

/** Every table whose rows are kept, those first that others refer to. */
async function tablesOf(client: Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string; needs: readonly string[] }>(
    `select t.relname as name, array(
        select distinct f.relname::text from pg_constraint c join pg_class f on f.oid = c.confrelid
        where c.conrelid = t.oid and c.contype = 'f' and f.oid <> t.oid) as needs
      from pg_class t where t.relkind = 'r' and t.relnamespace = 'public'::regnamespace order by 1`,
  );
  const waiting = new Map(
    rows.flatMap(({ name, needs }) => (leftOut.has(name) ? [] : [[name, needs] as const])),
  );
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const ready = [...waiting].flatMap(([name, needs]) =>
      needs.some((need) => waiting.has(need)) ? [] : [name],
    );
    if (ready.length === 0) throw new Error("tables refer to one another in a circle");
    for (const name of ready) waiting.delete(name);
    ordered.push(...ready);
  }
  return ordered;
}

/** A name in a folder is durable only when the folder is, too. */
async function keep(unfinished: string, file: string): Promise<void> {
  const written = await open(unfinished, "r");
  await written.sync();
  await written.close();
  await rename(unfinished, file);
  const folder = await open(dirname(file), "r");
  await folder.sync();
  await folder.close();
}
