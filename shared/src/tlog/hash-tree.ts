import { HASH_LENGTH, SHA_256, type HashAlgorithm } from "./hash-algorithm.ts";
import { nodeHash } from "./merkle-hash.ts";

/**
 * Access to the hashes of a log's complete subtrees: what a prover needs. Level 0 holds the leaf hashes; the node
 * (level, index) covers leaves index·2^level up to (index+1)·2^level, all of which exist.
 */
export interface TreeHashes {
  readonly size: number;
  readonly algorithm: HashAlgorithm;
  /** The 32-byte hash of a complete subtree. Throws `RangeError` when it is not complete or does not exist. */
  node(level: number, index: number): Uint8Array;
}

const INITIAL_LEAVES = 64;

/**
 * An append-only Merkle tree in memory that keeps every complete node: about 64 bytes a leaf, and any proof in
 * O(log size) hashes. A stream is folded into it once and then asked for many proofs.
 */
export class HashTree implements TreeHashes {
  readonly algorithm: HashAlgorithm;
  readonly #levels: HashColumn[] = [];

  constructor(leafHashes: Iterable<Uint8Array> = [], algorithm: HashAlgorithm = SHA_256) {
    this.algorithm = algorithm;
    for (const leafHash of leafHashes) this.append(leafHash);
  }

  get size(): number {
    return this.#levels[0]?.count ?? 0;
  }

  /** Adds a leaf hash and every node that it completes. */
  append(leafHash: Uint8Array): void {
    if (leafHash.length !== HASH_LENGTH) throw new RangeError("hash length");
    let hash = leafHash;
    for (let level = 0; ; level++) {
      const column = this.#column(level);
      column.push(hash);
      if (column.count % 2 === 1) return;
      hash = nodeHash(column.at(column.count - 2), column.at(column.count - 1), this.algorithm);
    }
  }

  node(level: number, index: number): Uint8Array {
    const column = this.#levels[level];
    if (column === undefined) throw new RangeError("no complete node at this level");
    // A copy: the column's own bytes must not be reachable from outside.
    return column.at(index).slice();
  }

  #column(level: number): HashColumn {
    const existing = this.#levels[level];
    if (existing !== undefined) return existing;
    const created = new HashColumn();
    this.#levels.push(created);
    return created;
  }
}

/** Hashes packed one after the other in one growing buffer: far smaller than an array of small byte arrays. */
class HashColumn {
  count = 0;
  #bytes = new Uint8Array(INITIAL_LEAVES * HASH_LENGTH);

  push(hash: Uint8Array): void {
    const offset = this.count * HASH_LENGTH;
    if (offset === this.#bytes.length) this.#grow();
    this.#bytes.set(hash, offset);
    this.count += 1;
  }

  at(index: number): Uint8Array {
    if (!Number.isInteger(index) || index < 0 || index >= this.count) {
      throw new RangeError("no complete node at this index");
    }
    return this.#bytes.subarray(index * HASH_LENGTH, (index + 1) * HASH_LENGTH);
  }

  #grow(): void {
    const grown = new Uint8Array(2 * this.#bytes.length);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
