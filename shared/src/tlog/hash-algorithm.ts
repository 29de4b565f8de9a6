import { sha256 } from "./sha256.ts";

/** Bytes of every digest in a tree; both named algorithms give this length, and proofs rely on it. */
export const HASH_LENGTH = 32;

/**
 * The hash of a Merkle tree. `digest` maps any bytes to {@link HASH_LENGTH} bytes, synchronously and without side
 * effects. A server passes its platform's implementation for speed, or `sm3` (GB/T 32905).
 */
export interface HashAlgorithm {
  readonly name: "sha-256" | "sm3";
  readonly digest: (bytes: Uint8Array) => Uint8Array;
}

/** SHA-256 in plain TypeScript: the default everywhere. */
export const SHA_256: HashAlgorithm = { name: "sha-256", digest: sha256 };
