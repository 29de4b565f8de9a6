import { sql } from "kysely";
import { openDatabase, type DatabaseConfig } from "./database.ts";
import type { Database } from "./schema.ts";

/** Any numbers that nobody else uses for an advisory lock in this database. */
const locks = { turn: 7_300_001, keys: 7_300_002 } as const;

/** Somebody works with the keys of this database. */
export class KeysInUse extends Error {
  constructor() {
    super("a node that starts, or another command, works with the keys of this database");
    this.name = "KeysInUse";
  }
}

/**
 * Does something while no other node does: those that start together take turns. The lock goes with its connection, so
 * that a node that dies meanwhile keeps nobody waiting.
 */
export async function inTurn<Result>(
  config: DatabaseConfig,
  work: () => Promise<Result>,
): Promise<Result> {
  return onOwnLine(config, async (line) => {
    await sql`select pg_advisory_lock(${locks.turn})`.execute(line);
    return work();
  });
}

/**
 * Says, until what it answers is called, that somebody has the keys of this database in memory; any number may. Goes with
 * its connection, too.
 */
export async function sharingKeys(config: DatabaseConfig): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>();
  const over = Promise.withResolvers<void>();
  const holding = onOwnLine(config, async (line) => {
    await sql`select pg_advisory_lock_shared(${locks.keys})`.execute(line);
    held.resolve();
    await over.promise;
  });
  holding.catch(held.reject);
  await held.promise;
  return async () => {
    over.resolve();
    // Where the connection was lost the lock is, too.
    await holding.catch(() => {});
  };
}

/** Does something while nobody shares the keys. Throws `KeysInUse`. */
export async function withKeysAlone<Result>(
  config: DatabaseConfig,
  work: () => Promise<Result>,
): Promise<Result> {
  return onOwnLine(config, async (line) => {
    const taken = await sql<{
      taken: boolean;
    }>`select pg_try_advisory_lock(${locks.keys}) as taken`.execute(line);
    if (taken.rows[0]?.taken !== true) throw new KeysInUse();
    return work();
  });
}

async function onOwnLine<Result>(
  config: DatabaseConfig,
  work: (line: Database) => Promise<Result>,
): Promise<Result> {
  const { db, close } = openDatabase(config, {
    connections: 1,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
  });
  try {
    return await db.connection().execute(work);
  } finally {
    await close();
  }
}
