import type { Generated, Kysely } from "kysely";
import type { ClusterTables } from "../../cluster/tables.ts";
import type { IdentityTables } from "../../identity/tables.ts";
import type { RegistryTables } from "../../registry/tables.ts";

/** All tables, as `migrations/` made them. `bigint` columns arrive as numbers, see `database.ts`. */
export interface Schema extends RecordTables, IdentityTables, RegistryTables, ClusterTables {}

export type Database = Kysely<Schema>;

/** The tables behind the kernel's ports. */
export interface RecordTables {
  event: EventTable;
  stream: StreamTable;
  checkpoint: CheckpointTable;
  outside_cosignature: OutsideCosignatureTable;
  draft: DraftTable;
  vault: VaultTable;
  blob: BlobTable;
  outbox: OutboxTable;
  check_in_photo: CheckInPhotoTable;
}

/** Append-only, by trigger and by grants. */
export interface EventTable {
  stream: string;
  seq: number;
  body: string;
  leaf: Uint8Array;
  command_id: string;
  /** Which of its command's events this is, from 0. */
  command_index: number;
}

/** One row per stream: its size, and who may write to it until when. */
export interface StreamTable {
  stream: string;
  size: Generated<number>;
  /** What the writer made of the head at this size; null for an empty stream. */
  seal: Generated<Uint8Array | null>;
  epoch: Generated<number>;
  node: string | null;
  lease_until: Date | null;
}

export interface CheckpointTable {
  stream: string;
  size: number;
  note: string;
}

/** Append-only, by trigger and by grants. */
export interface OutsideCosignatureTable {
  stream: string;
  size: number;
  vkey: string;
  note: string;
}

export interface DraftTable {
  evaluation: string;
  person: string;
  revision: number;
  ciphertext: string;
}

export interface VaultTable {
  name: string;
  ciphertext: Uint8Array;
}

export interface BlobTable {
  sha256: string;
  bytes: Uint8Array;
}

export interface CheckInPhotoTable {
  evaluation: string;
  member: string;
  sha256: string;
  kept_at: Generated<Date>;
  sealed: Uint8Array;
}

/** Notices on their way out; `outcome` is null while one waits. */
export interface OutboxTable {
  id: string;
  evaluation: string;
  member: string;
  channel: string;
  attempts: number;
  due_at: number;
  outcome: string | null;
}
