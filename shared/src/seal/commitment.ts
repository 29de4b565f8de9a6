import { canonicalize, fromHex, hex, sha256, utf8 } from "../tlog/index.ts";

/** What a commitment is about; part of what is hashed, so that one kind can't be opened as another. */
export type CommitmentKind = "bid" | "sheet";

/**
 * Commits to `value` without showing it: SHA-256("yuanping/<kind>/1" 0x00 nonce SHA-256(canonical JSON of value)).
 * `nonce` is 32 random bytes in hex; whoever knows both can check the commitment, nobody can find another value for it.
 */
export function commitTo(kind: CommitmentKind, value: unknown, nonce: string): string {
  const label = utf8(`yuanping/${kind}/1\0`);
  const digest = sha256(utf8(canonicalize(value)));
  const opening = fromHex(nonce);
  const bytes = new Uint8Array(label.length + opening.length + digest.length);
  bytes.set(label, 0);
  bytes.set(opening, label.length);
  bytes.set(digest, label.length + opening.length);
  return hex(sha256(bytes));
}

/** SHA-256 over the canonical JSON of `value`, in hex: how rules, methods and reports are named. */
export function hashOf(value: unknown): string {
  return hex(sha256(utf8(canonicalize(value))));
}
