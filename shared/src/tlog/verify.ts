import { equalBytes } from "./encoding.ts";
import { HASH_LENGTH, SHA_256, type HashAlgorithm } from "./hash-algorithm.ts";
import { nodeHash } from "./merkle-hash.ts";
import { ProofError } from "./proof-error.ts";

/** Sizes and indexes are unsigned 64-bit numbers in every C2SP format. */
const MAX_UINT64 = 2n ** 64n - 1n;

/**
 * Returns when `proof` shows that `leafHash` is leaf `index` of the tree of `size` leaves with `root`
 * (RFC 9162 §2.1.3.2). Throws {@link ProofError} otherwise.
 */
export function verifyInclusion(
  index: bigint,
  size: bigint,
  leafHash: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
  algorithm: HashAlgorithm = SHA_256,
): void {
  if (index < 0n || index >= size || size > MAX_UINT64) {
    throw new ProofError("proof.range", "the leaf is not inside the tree");
  }
  requireHashes([leafHash, root, ...proof]);
  let node = index;
  let last = size - 1n;
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n) throw new ProofError("proof.length", "surplus elements");
    const isRight = node % 2n === 1n;
    if (isRight || node === last) {
      hash = nodeHash(sibling, hash, algorithm);
      // A last node without a sibling rises unhashed to the level where it is a right child.
      if (!isRight) [node, last] = riseToRightChild(node, last);
    } else {
      hash = nodeHash(hash, sibling, algorithm);
    }
    node /= 2n;
    last /= 2n;
  }
  if (last !== 0n) throw new ProofError("proof.length", "missing elements");
  requireRoot(hash, root);
}

/**
 * Returns when `proof` shows that the tree (size2, root2) extends the tree (size1, root1) (RFC 9162 §2.1.4.2).
 * An empty earlier tree is refused: everything extends it, so such a proof would prove nothing.
 * Throws {@link ProofError} otherwise.
 */
export function verifyConsistency(
  size1: bigint,
  size2: bigint,
  proof: readonly Uint8Array[],
  root1: Uint8Array,
  root2: Uint8Array,
  algorithm: HashAlgorithm = SHA_256,
): void {
  if (size1 < 1n || size1 > size2 || size2 > MAX_UINT64) {
    throw new ProofError("proof.range", "the earlier tree is empty or larger than the later one");
  }
  requireHashes([root1, root2, ...proof]);
  if (size1 === size2) {
    if (proof.length > 0) throw new ProofError("proof.length", "surplus elements");
    requireRoot(root1, root2);
    return;
  }
  const [seed, ...path] = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  if (seed === undefined) throw new ProofError("proof.length", "missing elements");
  let [node, last] = dropRightChildren(size1 - 1n, size2 - 1n);
  let earlier = seed;
  let later = seed;
  for (const sibling of path) {
    if (last === 0n) throw new ProofError("proof.length", "surplus elements");
    const isRight = node % 2n === 1n;
    if (isRight || node === last) {
      earlier = nodeHash(sibling, earlier, algorithm);
      later = nodeHash(sibling, later, algorithm);
      if (!isRight) [node, last] = riseToRightChild(node, last);
    } else {
      later = nodeHash(later, sibling, algorithm);
    }
    node /= 2n;
    last /= 2n;
  }
  if (last !== 0n) throw new ProofError("proof.length", "missing elements");
  requireRoot(earlier, root1);
  requireRoot(later, root2);
}

type Place = [node: bigint, last: bigint];

/** Climbs from a left child until it is a right child or the root. */
function riseToRightChild(node: bigint, last: bigint): Place {
  if (node === 0n || node % 2n === 1n) return [node, last];
  return riseToRightChild(node / 2n, last / 2n);
}

/** Climbs from a right child until it is a left child: the subtree that both trees share as a whole. */
function dropRightChildren(node: bigint, last: bigint): Place {
  if (node % 2n === 0n) return [node, last];
  return dropRightChildren(node / 2n, last / 2n);
}

function isPowerOfTwo(size: bigint): boolean {
  return (size & (size - 1n)) === 0n;
}

/** A short or empty "hash" would let one string stand for another, so the length is checked before any hashing. */
function requireHashes(hashes: readonly Uint8Array[]): void {
  if (hashes.some((hash) => hash.length !== HASH_LENGTH)) {
    throw new ProofError("proof.hash-length", `a hash has ${HASH_LENGTH} bytes`);
  }
}

function requireRoot(computed: Uint8Array, expected: Uint8Array): void {
  if (!equalBytes(computed, expected)) {
    throw new ProofError("proof.root-mismatch", "the proof leads to another root");
  }
}
