import { HASH_LENGTH, SHA_256, type HashAlgorithm } from "./hash-algorithm.ts";

/** Different first bytes for leaves and nodes, so that no node can be passed off as a leaf (RFC 6962 §2.1). */
export const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

// A digest returns before the next one starts, so the 65 bytes of a node can be laid out in the same place each time.
const nodeBytes = new Uint8Array(1 + 2 * HASH_LENGTH);
nodeBytes[0] = NODE_PREFIX;

/** Room for an entry of an ordinary length; making as much for each takes longer than to hash it. */
const leafBytes = new Uint8Array(1 << 12);

/** Hash of one entry: H(0x00 || data). */
export function leafHash(data: Uint8Array, algorithm: HashAlgorithm = SHA_256): Uint8Array {
  const length = 1 + data.length;
  const bytes = length > leafBytes.length ? new Uint8Array(length) : leafBytes.subarray(0, length);
  bytes[0] = LEAF_PREFIX;
  bytes.set(data, 1);
  return algorithm.digest(bytes);
}

/** Hash of an inner node of two 32-byte hashes: H(0x01 || left || right). Throws `RangeError` on other lengths. */
export function nodeHash(
  left: Uint8Array,
  right: Uint8Array,
  algorithm: HashAlgorithm = SHA_256,
): Uint8Array {
  if (left.length !== HASH_LENGTH || right.length !== HASH_LENGTH) {
    throw new RangeError(`a node joins two hashes of ${HASH_LENGTH} bytes`);
  }
  nodeBytes.set(left, 1);
  nodeBytes.set(right, 1 + HASH_LENGTH);
  return algorithm.digest(nodeBytes);
}

/** Root of the tree without leaves: H(""). */
export function emptyRoot(algorithm: HashAlgorithm = SHA_256): Uint8Array {
  return algorithm.digest(new Uint8Array(0));
}
