import { sql } from "kysely";
import { openDatabase, type DatabaseConfig } from "./database.ts";

/** Any number that nobody else uses for an advisory lock in this database. */
const lock = 7_300_001;

/**
 * Does something while no other node does: those that start together take turns. The lock goes with its connection, so
 * that a node that dies meanwhile keeps nobody waiting.
 */
export async function inTurn<Result>(
  config: DatabaseConfig,
  work: () => Promise<Result>,
): Promise<Result> {
  const { db, close } = openDatabase(config, {
    connections: 1,
    statementTimeoutMs: 0,
    lockTimeoutMs: 0,
  });
  try {
    return await db.connection().execute(async (connection) => {
      await sql`select pg_advisory_lock(${lock})`.execute(connection);
      return work();
    });
  } finally {
    await close();
  }
}
