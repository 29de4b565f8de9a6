import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll } from "vitest";
import { openDatabase } from "../../server/src/adapters/postgres/database.ts";
import { type Connection, startEmbedded } from "../../server/src/adapters/postgres/embedded.ts";
import { migrate } from "../../server/src/adapters/postgres/migrate.ts";
import type { Database } from "../../server/src/adapters/postgres/schema.ts";

/** A database of its own with all tables. Both connections end with the test file. */
export type FreshDatabase = Readonly<{
  /** As the role that the server works as. */
  db: Database;
  connection: Connection;
  /** As the owner of the tables, for what the server may not do. */
  owner: Connection;
}>;

export type TestCluster = Readonly<{ freshDatabase(): Promise<FreshDatabase> }>;

/**
 * One PostgreSQL for a test file: call it at the top of the file, and `freshDatabase()` inside tests or hooks. It does
 * not sync to disk unless asked, because what these tests lose in a power cut nobody misses.
 */
export function testCluster(options: Readonly<{ fsync?: boolean }> = {}): TestCluster {
  const closing: (() => Promise<void>)[] = [];
  let ready: Promise<Readonly<{ connection: Connection; owner: Connection }>>;
  let count = 0;

  beforeAll(async () => {
    const dataDir = await mkdtemp(join(tmpdir(), "yuanping-test-"));
    closing.push(() => rm(dataDir, { recursive: true, force: true }));
    const server = await startEmbedded({ dataDir, fsync: options.fsync ?? false });
    closing.push(() => server.stop());
    // Migrated once and then copied, which takes a tenth of the time.
    await migrate(server.owner);
    ready = Promise.resolve(server);
  });

  afterAll(async () => {
    for (const close of closing.toReversed()) {
      await close();
    }
  });

  return {
    async freshDatabase() {
      const template = await ready;
      const database = `test_${(count += 1)}`;
      await copyDatabase(template.owner, database);
      const connection = { ...template.connection, database };
      const { db, close } = openDatabase(connection);
      closing.push(close);
      return { db, connection, owner: { ...template.owner, database } };
    },
  };
}

async function copyDatabase(template: Connection, database: string): Promise<void> {
  const { db, close } = openDatabase({ ...template, database: "postgres" }, { connections: 1 });
  try {
    await sql.raw(`create database ${database} template ${template.database}`).execute(db);
  } finally {
    await close();
  }
}
