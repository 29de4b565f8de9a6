import { fromHex, hex } from "./encoding.ts";
import { HASH_LENGTH, SHA_256, type HashAlgorithm } from "./hash-algorithm.ts";
import { emptyRoot, nodeHash } from "./merkle-hash.ts";

/** What a writer must keep to go on appending: the size and the roots of its complete subtrees, largest first, in hex. */
export interface CompactRangeRecord {
  readonly size: number;
  readonly peaks: readonly string[];
}

/**
 * The right edge of a growing Merkle tree: at most 53 hashes from which the root follows and to which leaves can be
 * appended, without the rest of the tree. Immutable: an append that is rolled back leaves nothing to undo.
 */
export class CompactRange {
  readonly size: number;
  /** One root for each set bit of `size`, largest subtree first. */
  readonly #peaks: readonly Uint8Array[];
  readonly #algorithm: HashAlgorithm;
  /** Made when it is first asked for, and the same ever after. */
  #root: Uint8Array | undefined;

  private constructor(size: number, peaks: readonly Uint8Array[], algorithm: HashAlgorithm) {
    this.size = size;
    this.#peaks = peaks;
    this.#algorithm = algorithm;
  }

  /** The range of no leaves. */
  static empty(algorithm: HashAlgorithm = SHA_256): CompactRange {
    return new CompactRange(0, [], algorithm);
  }

  /** The range that `serialise` wrote. Throws `RangeError` or `EncodingError` when it cannot be one. */
  static restore(record: CompactRangeRecord, algorithm: HashAlgorithm = SHA_256): CompactRange {
    if (!Number.isSafeInteger(record.size) || record.size < 0) throw new RangeError("size");
    const peaks = record.peaks.map(fromHex);
    if (peaks.length !== setBits(record.size)) throw new RangeError("one peak for each set bit");
    if (peaks.some((peak) => peak.length !== HASH_LENGTH)) throw new RangeError("hash length");
    return new CompactRange(record.size, peaks, algorithm);
  }

  /** The range with one more leaf. */
  append(leafHash: Uint8Array): CompactRange {
    return this.appendAll([leafHash]);
  }

  /** The range with more leaves, in order. */
  appendAll(leafHashes: Iterable<Uint8Array>): CompactRange {
    const peaks = [...this.#peaks];
    let size = this.size;
    for (const leafHash of leafHashes) {
      if (leafHash.length !== HASH_LENGTH) throw new RangeError("hash length");
      peaks.push(leafHash.slice());
      size += 1;
      foldEqualPeaks(peaks, size, this.#algorithm);
    }
    return new CompactRange(size, peaks, this.#algorithm);
  }

  /** The 32-byte root of the tree of `size` leaves. */
  root(): Uint8Array {
    this.#root ??= this.#joined();
    // Always bytes of the caller's own.
    return this.#root.slice();
  }

  #joined(): Uint8Array {
    const [smallest, ...larger] = this.#peaks.toReversed();
    if (smallest === undefined) return emptyRoot(this.#algorithm);
    return larger.reduce((right, left) => nodeHash(left, right, this.#algorithm), smallest);
  }

  serialise(): CompactRangeRecord {
    return { size: this.size, peaks: this.#peaks.map(hex) };
  }
}

/** After the append that made `size`, one pair of equal subtrees joins for each trailing zero bit of `size`. */
function foldEqualPeaks(peaks: Uint8Array[], size: number, algorithm: HashAlgorithm): void {
  for (let rest = size; rest % 2 === 0; rest /= 2) {
    const right = peaks.pop();
    const left = peaks.pop();
    if (left === undefined || right === undefined)
      throw new RangeError("peaks do not fit the size");
    peaks.push(nodeHash(left, right, algorithm));
  }
}

function setBits(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
