import { readFileSync, realpathSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { Client, type ClientConfig } from "pg";
import { z } from "zod";
import { OWNER_ROLE } from "../server/src/adapters/postgres/embedded/cluster.ts";
import { socketFolderOf } from "../server/src/adapters/postgres/embedded/socket-folder.ts";
import { readConfig } from "../server/src/config.ts";
import { dump } from "./backup/dump.ts";

const usage = `npm run -s backup -- --out FILE

Writes everything in the database at DATABASE_URL, or in the embedded one of the server that runs on DATA_DIR, into one
compressed file, from one snapshot, while the server goes on. The key file and the recordings are not in it: keep a copy of
the key file elsewhere, without it the backup cannot be restored.
Prints one JSON line. Exit 0 when the file is whole and on disk, 1 when not, 2 when the call or the settings are wrong.`;

const manifestSchema = z.object({ version: z.string() });

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { out: { type: "string" }, help: { type: "boolean", default: false } },
  });
  if (values.help || values.out === undefined) {
    (values.help ? process.stdout : process.stderr).write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const client = new Client(databaseOf());
  try {
    await client.connect();
    const file = resolve(values.out);
    const manifest = readFileSync(resolve(import.meta.dirname, "../package.json"), "utf8");
    const { version } = manifestSchema.parse(JSON.parse(manifest));
    process.stdout.write(`${JSON.stringify({ file, ...(await dump(client, file, version)) })}\n`);
    return 0;
  } finally {
    await client.end().catch(() => {});
  }
}

function databaseOf(): ClientConfig {
  const { DATABASE_URL, DATA_DIR } = readConfig(process.env);
  if (DATABASE_URL !== undefined) return { connectionString: DATABASE_URL };
  const host = socketFolderOf(realpathSync(join(DATA_DIR, "postgres")));
  return { host, port: 5432, user: OWNER_ROLE, database: "yuanping" };
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof TypeError ? 2 : 1;
});
