import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Client } from "pg";
import {
  migrate,
  openDatabase,
  startEmbedded,
  type DatabaseConfig,
} from "../server/src/adapters/postgres/index.ts";
import { readConfig } from "../server/src/config.ts";
import { isSealedUnder } from "../server/src/evidence/log-key.ts";
import { keyIn } from "../server/src/evidence/master-key-files.ts";
import { fittingMasterKey, MasterKeyMissing } from "../server/src/evidence/master-key.ts";
import { keyFileOf } from "../server/src/open-keys.ts";
import { checkBackup, load } from "./backup/load.ts";
import { verifyStreams, type Verified } from "./backup/verify-streams.ts";

const usage = `npm run -s restore -- FILE

Puts a backup into the empty database at DATABASE_URL, or into a new embedded one in DATA_DIR, all or nothing; then hashes
every stream again and compares it with its seal and with every head that was signed of it. KEY_FILE (or keys/master.key in
DATA_DIR) is the key file that the backup was made under. No server may run on that database meanwhile.
Prints one JSON line. Exit 0 when everything is there and verifies, 1 when not, 2 when the call or the settings are wrong.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { help: { type: "boolean", default: false } },
  });
  const [file] = positionals;
  if (values.help || file === undefined || positionals.length > 1) {
    (values.help ? process.stdout : process.stderr).write(`${usage}\n`);
    return values.help ? 0 : 2;
  }
  const config = readConfig(process.env);
  const { DATABASE_URL, DATA_DIR } = config;
  const keyFile = resolve(keyFileOf(config));
  const head = await checkBackup(file);
  // Without it the record could be put in its place, and not be opened.
  if ((await keyIn(keyFile)) === undefined) throw new MasterKeyMissing(keyFile);
  const embedded =
    DATABASE_URL === undefined
      ? await startEmbedded({ dataDir: resolve(DATA_DIR, "postgres") })
      : undefined;
  try {
    const database = DATABASE_URL ?? embedded?.owner;
    if (database === undefined) throw new Error("there is no database");
    await migrate(database);
    const rows = await loadInto(database, file, head, keyFile);
    const verified = await verifiedIn(database, keyFile);
    process.stdout.write(`${JSON.stringify({ at: head.at, rows, ...verified })}\n`);
    return verified.broken.length === 0 ? 0 : 1;
  } finally {
    await embedded?.stop();
  }
}

async function verifiedIn(database: DatabaseConfig, keyFile: string): Promise<Verified> {
  const { db, close } = openDatabase(database, { connections: 2, statementTimeoutMs: 0 });
  try {
    return await verifyStreams(db, keyFile);
  } finally {
    await close();
  }
}

async function loadInto(
  database: DatabaseConfig,
  file: string,
  head: Awaited<ReturnType<typeof checkBackup>>,
  keyFile: string,
): Promise<number> {
  const client = new Client(database);
  await client.connect();
  try {
    return await load(client, file, head, async (vault) => {
      await fittingMasterKey(keyFile, (key) => isSealedUnder(vault, key));
    });
  } finally {
    await client.end().catch(() => {});
  }
}

process.exitCode = await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return error instanceof TypeError ? 2 : 1;
});
