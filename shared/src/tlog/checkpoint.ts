import type { CompactRange } from "./compact-range.ts";
import { base64, fromBase64 } from "./encoding.ts";
import { HASH_LENGTH } from "./hash-algorithm.ts";
import { TlogError } from "./tlog-error.ts";

/** The head of a log: what is signed and cosigned (C2SP tlog-checkpoint). */
export interface Checkpoint {
  /** The log's identity, one line, non-empty. */
  readonly origin: string;
  /** Number of leaves, an unsigned 64-bit number. */
  readonly size: bigint;
  /** 32 bytes. */
  readonly root: Uint8Array;
  /** Further non-empty lines. Witnesses do not vouch for them; we write none. */
  readonly extensions: readonly string[];
}

const SIZE_SHAPE = /^(?:0|[1-9][0-9]{0,19})$/;
const MAX_UINT64 = 2n ** 64n - 1n;

/** The head of a log that has been folded into `range`. */
export function checkpointOf(origin: string, range: CompactRange): Checkpoint {
  return { origin, size: BigInt(range.size), root: range.root(), extensions: [] };
}

/** The note text of a checkpoint. Throws {@link TlogError} `checkpoint.*` when it would not be read back. */
export function formatCheckpoint(checkpoint: Checkpoint): string {
  const { origin, size, root, extensions } = checkpoint;
  const text = [origin, size, base64(root), ...extensions].map((line) => `${line}\n`).join("");
  const read = parseCheckpoint(text);
  if (read.origin !== origin || read.extensions.length !== extensions.length) {
    throw new TlogError("checkpoint.syntax", "a line contains a newline");
  }
  return text;
}

/** Reads the text of a note as a checkpoint. Throws {@link TlogError} `checkpoint.*`. */
export function parseCheckpoint(text: string): Checkpoint {
  const lines = text.split("\n");
  const [origin, size, root, ...extensions] = lines.slice(0, -1);
  if (lines.at(-1) !== "" || !origin || size === undefined || root === undefined) {
    throw new TlogError("checkpoint.syntax", "not origin, size and root lines");
  }
  if (extensions.includes("")) throw new TlogError("checkpoint.syntax", "empty extension line");
  return { origin, size: parseSize(size), root: parseRoot(root), extensions };
}

/** Reads an unsigned 64-bit decimal number without leading zeroes. Throws {@link TlogError} `checkpoint.size`. */
export function parseSize(text: string): bigint {
  const size = SIZE_SHAPE.test(text) ? BigInt(text) : -1n;
  if (size < 0n || size > MAX_UINT64)
    throw new TlogError("checkpoint.size", "not a 64-bit decimal");
  return size;
}

/** Reads one 32-byte hash in base64. Throws {@link TlogError} `checkpoint.root`. */
export function parseRoot(text: string): Uint8Array {
  const root = text.length > 2 * HASH_LENGTH ? undefined : decode(text);
  if (root?.length !== HASH_LENGTH)
    throw new TlogError("checkpoint.root", "not 32 bytes in base64");
  return root;
}

function decode(text: string): Uint8Array | undefined {
  try {
    return fromBase64(text);
  } catch {
    return undefined;
  }
}
