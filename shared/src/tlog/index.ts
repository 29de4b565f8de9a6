/** Canonical JSON, Merkle tree, signed notes, checkpoints, cosignatures, proofs. See README.md for the specifications. */
export * from "./canonical-json.ts";
export * from "./compact-range.ts";
export * from "./encoding.ts";
export * from "./hash-algorithm.ts";
export * from "./merkle-hash.ts";
export * from "./sha256.ts";
