import { equalBytes } from "./encoding.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { ProofError } from "./proof-error.ts";
import { verifyConsistency } from "./verify.ts";

/**
 * How a head that someone kept stands to another of the same log, both with good signatures by the log's key:
 * - `extends`: the later is the earlier with more events, or the same;
 * - `rolled-back`: the log shows less than it once signed, so events are gone;
 * - `forked`: the log signed two histories, of which one is not a part of the other;
 * - `unproved`: no proof of consistency was given, or a malformed one.
 */
export type HeadComparison = "extends" | "rolled-back" | "forked" | "unproved";

/**
 * Compares a kept head with the one that the log shows now. `proof` is the consistency proof from the kept size to the
 * shown one (RFC 6962 §2.1.2). Throws `RangeError` when the two are not heads of one log.
 */
export function compareHeads(
  kept: Checkpoint,
  shown: Checkpoint,
  proof: readonly Uint8Array[] | undefined,
): HeadComparison {
  if (kept.origin !== shown.origin) throw new RangeError("heads of two different logs");
  if (shown.size < kept.size) return "rolled-back";
  if (shown.size === kept.size) return equalBytes(shown.root, kept.root) ? "extends" : "forked";
  // Everything extends a log without events.
  if (kept.size === 0n) return "extends";
  if (proof === undefined) return "unproved";
  try {
    verifyConsistency(kept.size, shown.size, proof, kept.root, shown.root);
    return "extends";
  } catch (error) {
    if (!(error instanceof ProofError)) throw error;
    return error.code === "proof.root-mismatch" ? "forked" : "unproved";
  }
}
