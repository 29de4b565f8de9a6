import { realpathSync } from "node:fs";
import { join } from "node:path";
import { Client } from "pg";
import { OWNER_ROLE } from "../../server/src/adapters/postgres/embedded/cluster.ts";
import { socketFolderOf } from "../../server/src/adapters/postgres/embedded/socket-folder.ts";

/** Uses a running server's embedded database as the owner of its tables, who may do what the server may not. */
export async function asOwner<Result>(
  dataDir: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const host = socketFolderOf(realpathSync(join(dataDir, "postgres")));
  const client = new Client({ host, port: 5432, user: OWNER_ROLE, database: "yuanping" });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** The bodies of a stream's events, in order. */
export async function bodiesOf(dataDir: string, stream: string): Promise<readonly string[]> {
  return asOwner(dataDir, async (client) => {
    const { rows } = await client.query("select body from event where stream = $1 order by seq", [
      stream,
    ]);
    return rows.map((row: Readonly<{ body: unknown }>) => String(row.body));
  });
}

/** Everything in every table, as text. */
export async function textDump(dataDir: string): Promise<string> {
  return asOwner(dataDir, async (client) => {
    const tables = await client.query(
      "select tablename from pg_tables where schemaname = 'public' order by tablename",
    );
    const parts: string[] = [];
    for (const { tablename } of tables.rows) {
      const { rows } = await client.query(`select t::text as line from "${String(tablename)}" t`);
      parts.push(
        String(tablename),
        ...rows.map((row: Readonly<{ line: unknown }>) => String(row.line)),
      );
    }
    return parts.join("\n");
  });
}
