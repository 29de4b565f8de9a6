import type { NoteKey } from "./note-key.ts";

/** A key that a policy names, and where its holder can be reached. */
export interface PolicyKey {
  readonly key: NoteKey;
  readonly url?: string | undefined;
}

/** At least `threshold` of `members`, each a witness or an earlier group, must have witnessed. */
export interface WitnessGroup {
  readonly threshold: number;
  readonly members: readonly string[];
}

/** Whom to believe about a log (C2SP tlog-policy). Names mean something inside one policy only. */
export interface Policy {
  readonly logs: readonly PolicyKey[];
  readonly witnesses: ReadonlyMap<string, PolicyKey>;
  readonly groups: ReadonlyMap<string, WitnessGroup>;
  /** Name of a witness or group, or {@link NO_QUORUM}. */
  readonly quorum: string;
}

/** The predefined quorum that asks for no cosignature. */
export const NO_QUORUM = "none";

/** Whether the witnesses of these names together make the quorum of the policy. */
export function isQuorum(policy: Policy, witnessed: ReadonlySet<string>): boolean {
  return policy.quorum === NO_QUORUM || hasWitnessed(policy, policy.quorum, witnessed);
}

function hasWitnessed(policy: Policy, name: string, witnessed: ReadonlySet<string>): boolean {
  const group = policy.groups.get(name);
  if (group === undefined) return witnessed.has(name);
  const agreeing = group.members.filter((member) => hasWitnessed(policy, member, witnessed));
  return agreeing.length >= group.threshold;
}
