export type TlogErrorCode =
  | "vkey.syntax"
  | "vkey.key-id"
  | "vkey.key-length"
  | "vkey.unsupported-type"
  | "note.too-long"
  | "note.characters"
  | "note.syntax"
  | "note.signature-line"
  | "note.too-many-signatures"
  | "note.duplicate-signature"
  | "note.bad-signature"
  | "note.no-known-signature"
  | "checkpoint.syntax"
  | "checkpoint.size"
  | "checkpoint.root"
  | "checkpoint.no-log-signature"
  | "checkpoint.origin"
  | "cosignature.syntax"
  | "cosignature.time"
  | "tlog-proof.too-long"
  | "tlog-proof.syntax"
  | "tlog-proof.too-many-hashes"
  | "policy.too-long"
  | "policy.characters"
  | "policy.syntax"
  | "policy.key"
  | "policy.duplicate-key"
  | "policy.duplicate-name"
  | "policy.unknown-name"
  | "policy.reused-member"
  | "policy.threshold"
  | "policy.quorum"
  | "policy.no-quorum";

/** A text of one of the C2SP formats that is malformed, or well-formed and not to be trusted. */
export class TlogError extends Error {
  readonly code: TlogErrorCode;

  constructor(code: TlogErrorCode, message: string) {
    super(`${code}: ${message}`);
    this.name = "TlogError";
    this.code = code;
  }
}
