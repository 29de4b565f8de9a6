/**
 * What the kernel needs from the world. Adapters implement these; nothing here knows PostgreSQL, sockets or clocks.
 */

/** One event as it is stored: `body` is the canonical JSON text whose UTF-8 bytes are the Merkle leaf. */
export type StoredEvent = Readonly<{
  seq: number;
  body: string;
  /** RFC 6962 leaf hash of `body`, 32 bytes. */
  leaf: Uint8Array;
  /** The command that caused it; unique per stream together with `index`. */
  commandId: string;
}>;

/** Events to append to one stream, in one transaction with everything else of the same call. */
export type Append = Readonly<{
  stream: string;
  /** The size the writer believes the stream has; the append is refused when it differs. */
  expectedSize: number;
  /**
   * The lease epoch the writer holds; the append is refused when another epoch is current. Absent for a stream that
   * every node may write to, where the size alone decides who was first.
   */
  epoch?: number;
  events: readonly StoredEvent[];
  /** The writer's seal over the stream with these events; kept with its size. */
  seal?: Uint8Array;
}>;

export type AppendOutcome =
  | Readonly<{ ok: true }>
  | Readonly<{ ok: false; reason: "size-differs" | "lease-lost"; actualSize?: number }>;

/** What a store says of a stream beside its events. */
export type StatedStream = Readonly<{ stream: string; size: number; seal?: Uint8Array }>;

/** The record. `append` resolves only when everything in it is durable; a rejection means nothing was written. */
export interface EventStore {
  /** Group commit: all appends in one durable transaction; an append that is refused leaves the others unharmed. */
  append(
    appends: readonly Append[],
    /** Checkpoints to keep in the same transaction; no two of one size of a stream. */
    checkpoints?: readonly KeptCheckpoint[],
  ): Promise<readonly AppendOutcome[]>;
  /** The stream's events from `fromSeq`, in order. */
  read(stream: string, fromSeq?: number): AsyncIterable<StoredEvent>;
  /** The streams that have events, with the size and the seal that their last append left. */
  streams(prefix: string): Promise<readonly StatedStream[]>;
  /** Whether the store answers; used by health. */
  ping(): Promise<void>;
}

/** A stream has one writer at a time. */
export interface LeaseStore {
  /**
   * Takes the lease if it is free, expired or already ours; the epoch grows each time. Whoever held it before on the
   * same node may have an append under way still, which must not land behind what the new holder has read.
   */
  acquire(
    stream: string,
    node: string,
    ttlMs: number,
  ): Promise<Readonly<{ held: true; epoch: number }> | Readonly<{ held: false; node: string }>>;
  /** Renews all that are still held; answers those streams. */
  renew(
    leases: readonly Readonly<{ stream: string; epoch: number }>[],
    node: string,
    ttlMs: number,
  ): Promise<ReadonlySet<string>>;
  /** Gives the lease to `to`, under a new epoch; false when it was not held. */
  transfer(
    stream: string,
    node: string,
    epoch: number,
    to: string,
    ttlMs: number,
  ): Promise<boolean>;
  release(stream: string, node: string, epoch: number): Promise<void>;
  /** Who holds the stream, and whether that lease has run out; undefined when nobody does. */
  holder(stream: string): Promise<Readonly<{ node: string; expired: boolean }> | undefined>;
  /** Streams that `node` holds, or that whoever held them has let run out: those are for anybody to take. */
  waiting(prefix: string, node: string, limit: number): Promise<readonly string[]>;
}

/** A signed head of a stream: a C2SP checkpoint note. */
export type KeptCheckpoint = Readonly<{ stream: string; size: number; note: string }>;

/** A signed head with the cosignature of an outside body, whose C2SP key is `vkey`. */
export type OutsideCosignature = KeptCheckpoint & Readonly<{ vkey: string }>;

/** Signed heads, kept beside the events. */
export interface CheckpointStore {
  save(checkpoint: KeptCheckpoint): Promise<void>;
  latest(stream: string): Promise<Readonly<{ size: number; note: string }> | undefined>;
  /** All of the stream, smallest first. */
  all(stream: string): Promise<readonly Readonly<{ size: number; note: string }>[]>;
  /** The streams that have any. */
  streams(): Promise<readonly string[]>;
  /** Keeps what an outside body cosigned; its first cosignature of a size stays. Durable when it resolves. */
  saveCosigned(cosigned: OutsideCosignature): Promise<void>;
  /** What outside bodies cosigned of the stream, smallest first. */
  cosigned(stream: string): Promise<readonly OutsideCosignature[]>;
}

/** Private drafts: ciphertext that only its expert can read. Not part of the record; the newest revision wins. */
export interface DraftStore {
  /** Keeps `revision` if it is newer than what is kept; answers the revision that is kept now. Durable when it resolves. */
  save(
    draft: Readonly<{ evaluation: string; person: string; revision: number; ciphertext: string }>,
  ): Promise<number>;
  load(
    evaluation: string,
    person: string,
  ): Promise<Readonly<{ revision: number; ciphertext: string }> | undefined>;
}

/** Secrets of one installation, encrypted before they get here; `name` is a path such as `evaluation/<id>/sealing`. */
export interface VaultStore {
  put(name: string, ciphertext: Uint8Array): Promise<void>;
  get(name: string): Promise<Uint8Array | undefined>;
}

/** Blobs by their SHA-256: sealed bids, documents, reports. */
export interface BlobStore {
  put(bytes: Uint8Array): Promise<string>;
  get(sha256: string): Promise<Uint8Array | undefined>;
}

export interface Clock {
  now(): number;
}

export interface Random {
  /** 32 fresh bytes in hex. */
  entropy(): string;
  /** A fresh id for a command, session or evaluation. */
  id(): string;
}
