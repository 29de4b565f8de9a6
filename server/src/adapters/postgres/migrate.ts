import { sql } from "kysely";
import { type Migration, Migrator } from "kysely/migration";
import { type DatabaseConfig, openDatabase } from "./database.ts";
import { recordAndRegistry } from "./migrations/0001-record-and-registry.ts";
import { expertStanding } from "./migrations/0005-expert-standing.ts";
import { appendInOneStatement } from "./migrations/0002-append-in-one-statement.ts";
import type { Database } from "./schema.ts";
import { manyNodes } from "./migrations/0003-many-nodes.ts";
import { outbox } from "./migrations/0004-outbox.ts";
import { packedAppend } from "./migrations/0006-packed-append.ts";
import { outsideCosignatures } from "./migrations/0007-outside-cosignatures.ts";
import { shorterAppend } from "./migrations/0008-shorter-append.ts";
import { checkInPhotos } from "./migrations/0009-check-in-photos.ts";

/** In the order of their names. A migration that has run anywhere is never changed again. */
const migrations: Readonly<Record<string, Migration>> = {
  "0001-record-and-registry": recordAndRegistry,
  "0002-append-in-one-statement": appendInOneStatement,
  "0003-many-nodes": manyNodes,
  "0004-outbox": outbox,
  "0005-expert-standing": expertStanding,
  "0006-packed-append": packedAppend,
  "0007-outside-cosignatures": outsideCosignatures,
  "0008-shorter-append": shorterAppend,
  "0009-check-in-photos": checkInPhotos,
};

/** The tables are not those that this version works on. */
export class SchemaDiffers extends Error {
  constructor(what: string) {
    super(what);
    this.name = "SchemaDiffers";
  }
}

/**
 * Brings the tables up to date, all or nothing; nodes that start together take turns by an advisory lock. Answers the
 * migrations that were made. Throws `SchemaDiffers` when the database belongs to a newer version.
 */
export async function migrate(config: DatabaseConfig): Promise<readonly string[]> {
  return withMigrator(config, async (migrator) => {
    const { error, results = [] } = await migrator.migrateToLatest();
    if (error !== undefined) throw error;
    return results.map(({ migrationName }) => migrationName);
  });
}

/** Throws `SchemaDiffers` unless the tables are exactly those of this version. */
export async function requireCurrent(config: DatabaseConfig): Promise<void> {
  await withMigrator(config, async (migrator) => {
    const missing = (await migrator.getMigrations()).filter(
      ({ executedAt }) => executedAt === undefined,
    );
    if (missing.length > 0) {
      const names = missing.map(({ name }) => name).join(", ");
      throw new SchemaDiffers(
        `the database belongs to an older version (it lacks ${names}); run npm run -s migrate`,
      );
    }
  });
}

async function withMigrator<Result>(
  config: DatabaseConfig,
  use: (migrator: Migrator) => Promise<Result>,
): Promise<Result> {
  const { db, close } = openDatabase(config, {
    connections: 2,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
  });
  try {
    const unknown = (await namesIn(db)).filter((name) => !(name in migrations));
    if (unknown.length > 0) {
      throw new SchemaDiffers(
        `the database belongs to a newer version (it has ${unknown.join(", ")}); start that version, or restore a backup`,
      );
    }
    const provider = { getMigrations: async () => ({ ...migrations }) };
    return await use(new Migrator({ db, provider }));
  } finally {
    await close();
  }
}

/** The migrations that were made in this database. */
async function namesIn(db: Database): Promise<readonly string[]> {
  const { rows: tables } = await sql<{ found: boolean }>`
    select to_regclass('kysely_migration') is not null as found`.execute(db);
  if (tables[0]?.found !== true) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return rows.map(({ name }) => name);
}
