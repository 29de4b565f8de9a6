import { type Migration, Migrator } from "kysely/migration";
import { type DatabaseConfig, openDatabase } from "./database.ts";
import { recordAndRegistry } from "./migrations/0001-record-and-registry.ts";
import { appendInOneStatement } from "./migrations/0002-append-in-one-statement.ts";

/** In the order of their names. A migration that has run anywhere is never changed again. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-record-and-registry": recordAndRegistry,
  "0002-append-in-one-statement": appendInOneStatement,
};

/**
 * Brings the tables up to date, all or nothing; nodes that start together take turns by an advisory lock.
 * Rejects when the database has migrations that this version does not know: it belongs to a newer version.
 */
export async function migrate(config: DatabaseConfig): Promise<void> {
  const { db, close } = openDatabase(config, {
    connections: 2,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
  });
  try {
    const provider = { getMigrations: async () => ({ ...migrations }) };
    const { error } = await new Migrator({ db, provider }).migrateToLatest();
    if (error !== undefined) {
      throw error;
    }
  } finally {
    await close();
  }
}
