import { Kysely, PostgresDialect } from "kysely";
import { Pool, TypeOverrides, types as defaultTypes } from "pg";
import { carefulPool } from "./careful-pool.ts";
import type { Connection } from "./embedded/roles.ts";
import type { Database, Schema } from "./schema.ts";

/** A `postgresql://` URL, or what the embedded server answers. */
export type DatabaseConfig = string | Connection;

export type DatabaseLimits = Readonly<{
  connections: number;
  /** A statement that takes longer is ended by the server; 0 for no limit. */
  statementTimeoutMs: number;
  /** As above, for waiting on a lock. */
  lockTimeoutMs: number;
}>;

const USUAL: DatabaseLimits = { connections: 10, statementTimeoutMs: 10_000, lockTimeoutMs: 5_000 };

/** How long a request for a connection waits, when all are taken or the server does not answer. */
const CONNECT_TIMEOUT_MS = 5_000;

/** How much longer than the server's own limit we wait for its answer: one that is frozen keeps no limit. */
const ANSWER_MARGIN_MS = 2_000;

const pools = new WeakMap<Database, Pool>();

/**
 * A statement that each connection parses and plans once, under its name; Kysely sends the text of every statement anew.
 * Whoever runs it all the time saves a fifth of its price.
 */
export type Prepared = Readonly<{ name: string; text: string }>;

/**
 * Runs a prepared statement on a connection of its own; answers its rows, still to be parsed. A connection on which it
 * failed is not used again: what is wrong with it shows only later. `db` is what `openDatabase` answered, not a
 * transaction of it.
 */
export async function runPrepared(
  db: Database,
  { name, text }: Prepared,
  values: readonly unknown[],
): Promise<readonly unknown[]> {
  const pool = pools.get(db);
  if (pool === undefined) throw new TypeError("no database that was opened here");
  const client = await pool.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>({
      name,
      text,
      values: [...values],
    });
    client.release();
    return rows;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

/**
 * Opens a pool of connections. `onError` hears of connections that broke, perhaps twice; the pool replaces them by itself.
 */
export function openDatabase(
  config: DatabaseConfig,
  limits: Partial<DatabaseLimits> = {},
  onError: (error: Error) => void = () => {},
): Readonly<{ db: Database; close(): Promise<void> }> {
  const { connections, statementTimeoutMs, lockTimeoutMs } = { ...USUAL, ...limits };
  const pool = new Pool({
    ...(typeof config === "string" ? { connectionString: config } : config),
    max: connections,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: statementTimeoutMs,
    ...(statementTimeoutMs === 0 ? {} : { query_timeout: statementTimeoutMs + ANSWER_MARGIN_MS }),
    lock_timeout: lockTimeoutMs,
    application_name: "yuanping",
    types: numbersForBigint(),
  });
  pool.on("error", onError);
  // A connection that breaks between two statements of a transaction tells only its own listeners; without one the
  // whole process would end. The next statement on it rejects, which is how the caller hears of it.
  pool.on("connect", (client) => client.on("error", onError));
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: carefulPool(pool) }) });
  pools.set(db, pool);
  return { db, close: () => db.destroy() };
}

/** `bigint` arrives as text, because it may be beyond what a number holds. Ours are counts and instants. */
function numbersForBigint(): TypeOverrides {
  const types = new TypeOverrides();
  types.setTypeParser(defaultTypes.builtins.INT8, parseSafeInteger);
  return types;
}

/** Throws a RangeError instead of rounding. */
export function parseSafeInteger(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) {
    throw new RangeError(`${text} is not a safe integer`);
  }
  return number;
}
