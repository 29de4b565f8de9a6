import type { TreeHashes } from "./hash-tree.ts";
import { emptyRoot, nodeHash } from "./merkle-hash.ts";
import { ProofError } from "./proof-error.ts";

/** Root of the first `size` leaves of `hashes`. Throws {@link ProofError} `proof.range`. */
export function rootAt(hashes: TreeHashes, size: number): Uint8Array {
  requireSize(hashes, size, 0);
  return size === 0 ? emptyRoot(hashes.algorithm) : rangeRoot(hashes, 0, size);
}

/**
 * The audit path of leaf `index` in the tree of the first `size` leaves, from the leaf's sibling up to the root's
 * child (RFC 6962 §2.1.1). Throws {@link ProofError} `proof.range` unless index < size <= hashes.size.
 */
export function inclusionProof(hashes: TreeHashes, index: number, size: number): Uint8Array[] {
  requireSize(hashes, size, 1);
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) {
    throw new ProofError("proof.range", "the leaf is not inside the tree");
  }
  const fromRoot: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    if (index < middle) {
      fromRoot.push(rangeRoot(hashes, middle, end));
      end = middle;
    } else {
      fromRoot.push(rangeRoot(hashes, start, middle));
      start = middle;
    }
  }
  return fromRoot.toReversed();
}

/**
 * The proof that the tree of the first `size2` leaves extends the tree of the first `size1` (RFC 6962 §2.1.2); empty
 * for equal sizes. Throws {@link ProofError} `proof.range` unless 0 < size1 <= size2 <= hashes.size.
 */
export function consistencyProof(hashes: TreeHashes, size1: number, size2: number): Uint8Array[] {
  requireSize(hashes, size2, 1);
  if (!Number.isSafeInteger(size1) || size1 < 1 || size1 > size2) {
    throw new ProofError("proof.range", "the earlier tree is empty or larger than the later one");
  }
  const fromRoot: Uint8Array[] = [];
  let start = 0;
  let end = size2;
  while (end !== size1) {
    const middle = start + splitPoint(end - start);
    if (size1 <= middle) {
      fromRoot.push(rangeRoot(hashes, middle, end));
      end = middle;
    } else {
      fromRoot.push(rangeRoot(hashes, start, middle));
      start = middle;
    }
  }
  // When the earlier tree is the whole left part, the verifier already knows its root and it is left out.
  if (start > 0) fromRoot.push(rangeRoot(hashes, start, end));
  return fromRoot.toReversed();
}

/** Hash of the leaves start..end, where start is a multiple of the smallest power of two >= end - start. */
function rangeRoot(hashes: TreeHashes, start: number, end: number): Uint8Array {
  const count = end - start;
  const split = splitPoint(count);
  if (count === 1 || count === 2 * split) return hashes.node(Math.log2(count), start / count);
  const left = hashes.node(Math.log2(split), start / split);
  return nodeHash(left, rangeRoot(hashes, start + split, end), hashes.algorithm);
}

/** The largest power of two smaller than `count`; 1 for a single leaf, which is never split. */
function splitPoint(count: number): number {
  let power = 1;
  while (power * 2 < count) power *= 2;
  return power;
}

function requireSize(hashes: TreeHashes, size: number, least: number): void {
  if (!Number.isSafeInteger(size) || size < least || size > hashes.size) {
    throw new ProofError("proof.range", "the log has no tree of this size");
  }
}
