import { isQuorum, type Policy, type PolicyKey } from "./policy.ts";
import { verifyCheckpoint, type VerifiedCheckpoint } from "./signature-checkpoint.ts";
import { ed25519Verifier } from "./signature-ed25519.ts";
import { noteVerifier } from "./signature-note.ts";
import type { NoteVerifier, VerifierFactory } from "./signature.ts";
import { TlogError } from "./tlog-error.ts";
import { verifyInclusion } from "./verify.ts";
import { parseTlogProof } from "./tlog-proof.ts";

/** A policy whose keys are ready to verify with. */
export interface Trust {
  readonly policy: Policy;
  readonly logs: readonly NoteVerifier[];
  readonly witnesses: readonly NoteVerifier[];
}

/** Imports the keys of a policy once, for any number of checkpoints. */
export async function trustPolicy(
  policy: Policy,
  factory: VerifierFactory = ed25519Verifier,
): Promise<Trust> {
  const load = (keys: Iterable<PolicyKey>): Promise<NoteVerifier[]> =>
    Promise.all(Array.from(keys, ({ key }) => noteVerifier(key, factory)));
  return {
    policy,
    logs: await load(policy.logs),
    witnesses: await load(policy.witnesses.values()),
  };
}

/**
 * Reads a checkpoint that the policy accepts: signed by one of its logs and cosigned by its quorum.
 * Rejects with {@link TlogError} `policy.no-quorum`, or with the codes of `verifyCheckpoint`.
 */
export async function verifyTrustedCheckpoint(
  note: string,
  trust: Trust,
): Promise<VerifiedCheckpoint> {
  const verified = await verifyCheckpoint(note, trust.logs, trust.witnesses);
  const witnessed = Array.from(trust.policy.witnesses)
    .filter(([, { key }]) => verified.witnessings.some((witnessing) => witnessing.key === key))
    .map(([name]) => name);
  if (!isQuorum(trust.policy, new Set(witnessed))) {
    throw new TlogError("policy.no-quorum", `witnessed by ${witnessed.length}`);
  }
  return verified;
}

/**
 * Verifies a proof file for the entry with `leafHash`, offline: the checkpoint by the policy, then the audit path.
 * Rejects with {@link TlogError} or `ProofError`.
 */
export async function verifyTlogProof(
  text: string,
  leafHash: Uint8Array,
  trust: Trust,
): Promise<VerifiedCheckpoint> {
  const proof = parseTlogProof(text);
  const verified = await verifyTrustedCheckpoint(proof.checkpoint, trust);
  const { size, root } = verified.checkpoint;
  verifyInclusion(proof.index, size, leafHash, proof.hashes, root);
  return verified;
}
