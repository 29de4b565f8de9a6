import { z } from "zod";
import { canonicalize } from "../tlog/canonical-json.ts";
import { CompactRange } from "../tlog/compact-range.ts";
import { hex } from "../tlog/encoding.ts";
import { SHA_256, type HashAlgorithm } from "../tlog/hash-algorithm.ts";
import { LEAF_PREFIX } from "../tlog/merkle-hash.ts";
import { ascends, compareBytewise } from "./order.ts";
import { poolEntrySchema, type PoolEntry } from "./spec.ts";

const MAX_LEAF_LENGTH = 32_768;
/** Printable ASCII without quote and backslash is its own JSON. */
const PLAIN = /^[ !#-[\]-~]*$/u;

const leafSchema = z.strictObject({
  cell: poolEntrySchema.shape.region,
  employer: poolEntrySchema.shape.employer,
  ref: poolEntrySchema.shape.ref,
  seats: poolEntrySchema.shape.specialties.min(1),
  w: poolEntrySchema.shape.weight,
});

/**
 * One canonical JSON line per expert, sorted by ref as bytes: what is sealed and published. Lines
 * come one by one, so that a million of them need not be held.
 */
export function* poolLines(pool: readonly PoolEntry[]): Generator<string> {
  const sorted = ascends(pool) ? pool : pool.toSorted((a, b) => compareBytewise(a.ref, b.ref));
  for (const entry of sorted) yield leafLine(entry);
}

/** The canonical form, written directly: five keys in order, five times as fast for a million. */
function leafLine({ ref, specialties, region, employer, weight }: PoolEntry): string {
  const works = employer === null ? "null" : quoted(employer);
  const seats = specialties.map(quoted).join(",");
  return `{"cell":${quoted(region)},"employer":${works},"ref":${quoted(ref)},"seats":[${seats}],"w":${weight}}`;
}

function quoted(text: string): string {
  return PLAIN.test(text) ? `"${text}"` : canonicalize(text);
}

/** RFC 6962 root over the lines, in hex. */
export function poolRoot(lines: Iterable<string>, algorithm: HashAlgorithm = SHA_256): string {
  return hex(CompactRange.empty(algorithm).appendAll(leavesOf(lines, algorithm)).root());
}

const encoder = new TextEncoder();

/** As `leafHash` of every line, laid out in one place: a million lines leave no million copies. */
function* leavesOf(lines: Iterable<string>, algorithm: HashAlgorithm): Generator<Uint8Array> {
  let leaf = new Uint8Array(1024);
  for (const line of lines) {
    // A UTF-16 unit takes at most three bytes.
    if (1 + 3 * line.length > leaf.length) leaf = new Uint8Array(2 + 6 * line.length);
    leaf[0] = LEAF_PREFIX;
    yield algorithm.digest(leaf.subarray(0, 1 + written(line, leaf)));
  }
}

/** Writes the line from the second byte on, and answers its length in bytes. */
function written(line: string, leaf: Uint8Array): number {
  for (let i = 0; i < line.length; i += 1) {
    const unit = line.charCodeAt(i);
    if (unit > 0x7f) return encoder.encodeInto(line, leaf.subarray(1)).written;
    leaf[i + 1] = unit;
  }
  return line.length;
}

export interface PoolFault {
  readonly line: number;
  readonly reason: string;
}

/** The sealed pool, read back; every line must be canonical and its ref greater than the last. */
export function readPoolLines(lines: readonly string[]): readonly PoolEntry[] | PoolFault {
  const pool: PoolEntry[] = [];
  for (const [index, line] of lines.entries()) {
    const entry = readLeaf(line);
    if (entry === null) return { line: index + 1, reason: "not a canonical leaf" };
    const previous = pool.at(-1);
    if (previous !== undefined && compareBytewise(previous.ref, entry.ref) >= 0) {
      return { line: index + 1, reason: "refs do not ascend" };
    }
    pool.push(entry);
  }
  return pool;
}

/** Canonical means: writing what was read gives the same line. */
function readLeaf(line: string): PoolEntry | null {
  const leaf = leafSchema.safeParse(jsonValue(line));
  if (!leaf.success) return null;
  const { cell, employer, ref, seats, w } = leaf.data;
  const entry = { ref, specialties: seats, region: cell, employer, weight: w };
  return isCanonical(entry, line) ? entry : null;
}

/** A lone surrogate, which an escape can smuggle in, cannot be written at all. */
function isCanonical(entry: PoolEntry, line: string): boolean {
  try {
    return leafLine(entry) === line;
  } catch {
    return false;
  }
}

function jsonValue(line: string): unknown {
  if (line.length > MAX_LEAF_LENGTH) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
