export type ProofErrorCode =
  /** A size or index is negative, above 2^64-1, zero where a tree is needed, or the index is not inside the tree. */
  | "proof.range"
  /** A leaf hash, root or proof element is not 32 bytes. */
  | "proof.hash-length"
  /** The proof has fewer or more elements than the tree shape asks for. */
  | "proof.length"
  /** The proof leads to another root. */
  | "proof.root-mismatch";

/** A proof that proves nothing, or a question that has no proof. */
export class ProofError extends Error {
  readonly code: ProofErrorCode;

  constructor(code: ProofErrorCode, message: string) {
    super(message);
    this.name = "ProofError";
    this.code = code;
  }
}
