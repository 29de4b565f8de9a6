import { sql } from "kysely";
import type { Database } from "./schema.ts";

/** Why a database cannot be worked on, in words for whoever set it up. */
export class DatabaseUnfit extends Error {
  constructor(why: string, cause?: unknown) {
    super(`the database of DATABASE_URL cannot be used: ${why}`, { cause });
    this.name = "DatabaseUnfit";
  }
}

/** PostgreSQL 15 is the oldest that this is tried on. */
const oldestVersion = 150_000;
/** Clocks further apart than this would put false times on record. */
export const tolerableSkewMs = 10 * 60_000;

export type DatabaseSettings = Readonly<{
  /** `server_version_num`, e.g. 180004. */
  version: number;
  readOnly: boolean;
  /** Connections that are free for this role, ours excluded. */
  freeConnections: number;
  /** The database's clock less ours, in milliseconds. */
  skewMs: number;
}>;

/** Asks a database what it is like. */
export async function settingsOf(db: Database, now: () => number): Promise<DatabaseSettings> {
  const before = now();
  const { rows } = await sql<{
    version: number;
    readOnly: boolean;
    freeConnections: number;
    at: number;
  }>`select
      current_setting('server_version_num')::integer as version,
      pg_is_in_recovery() or current_setting('transaction_read_only') = 'on' as "readOnly",
      current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
        - (select count(*)::integer from pg_stat_activity where backend_type = 'client backend') + 1
        as "freeConnections",
      (extract(epoch from clock_timestamp()) * 1000)::bigint as at`.execute(db);
  const [answer] = rows;
  if (answer === undefined) throw new Error("the database did not say what it is like");
  const { at, ...settings } = answer;
  return { ...settings, skewMs: Math.round(at - (before + now()) / 2) };
}

/** Throws `DatabaseUnfit` with the first thing that is wrong. */
export function requireFit(
  { version, readOnly, freeConnections, skewMs }: DatabaseSettings,
  connections: number,
): void {
  if (version < oldestVersion)
    throw new DatabaseUnfit(
      `it is PostgreSQL ${Math.floor(version / 10_000)}; 15 or later is needed`,
    );
  if (readOnly)
    throw new DatabaseUnfit("it is read-only (a standby, or default_transaction_read_only)");
  if (freeConnections < connections)
    throw new DatabaseUnfit(
      `it has ${freeConnections} connections left and ${connections} are needed; raise max_connections, or set DATABASE_CONNECTIONS lower`,
    );
  if (Math.abs(skewMs) > tolerableSkewMs)
    throw new DatabaseUnfit(
      `its clock and this machine's differ by ${Math.round(Math.abs(skewMs) / 60_000)} minutes; set both by NTP`,
    );
}
