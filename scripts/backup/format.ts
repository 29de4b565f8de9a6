import { z } from "zod";

/** The first line of a backup. */
export const headSchema = z.strictObject({
  format: z.literal("yuanping-backup/1"),
  /** When its snapshot was taken, RFC 3339. */
  at: z.string(),
  version: z.string(),
  /** The migrations that had been made; it goes only into tables of the same. */
  migrations: z.array(z.string()),
});
export type BackupHead = z.infer<typeof headSchema>;

/** Comes before a table's rows, each of which is one line of JSON as PostgreSQL writes it. */
export const tableSchema = z.strictObject({ table: z.string() });

/** The last line: without it, or with another digest than that of all lines before it, the backup is not whole. */
export const endSchema = z.strictObject({
  rows: z.int().min(0),
  /** SHA-256 in hex over all lines before this one, each with its line feed. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

/**
 * Tables that belong to running nodes and signed-in browsers, and to nobody after a restore. People sign in anew; nodes
 * enter themselves.
 */
export const leftOut = new Set([
  "kysely_migration",
  "kysely_migration_lock",
  "node",
  "ticket",
  "session",
]);
