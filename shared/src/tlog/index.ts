/** Canonical JSON, Merkle tree, signed notes, checkpoints, cosignatures, proofs. */
export * from "./canonical-json.ts";
export * from "./compact-range.ts";
export * from "./encoding.ts";
export * from "./hash-algorithm.ts";
export * from "./hash-tree.ts";
export * from "./merkle-hash.ts";
export * from "./proof-error.ts";
export * from "./prove.ts";
export * from "./sha256.ts";
export * from "./verify.ts";
