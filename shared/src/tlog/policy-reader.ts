import { hex } from "./encoding.ts";
import { COSIGNATURE_V1, ED25519, parseVkey, type NoteKey } from "./note-key.ts";
import { NO_QUORUM, type Policy, type PolicyKey, type WitnessGroup } from "./policy.ts";
import { TlogError } from "./tlog-error.ts";

const MAX_LENGTH = 1 << 17;
/** Entries of each kind; every reader must accept 32. It also bounds how deep groups nest. */
const MAX_ENTRIES = 256;
const NUMBER_SHAPE = /^[1-9][0-9]{0,3}$/;
const TAB = 0x09;
const NEWLINE = 0x0a;
const SPACE = 0x20;
const DELETE = 0x7f;

/** What has been read so far; lines may refer only to what stands above them. */
interface Draft {
  readonly logs: PolicyKey[];
  readonly witnesses: Map<string, PolicyKey>;
  readonly groups: Map<string, WitnessGroup>;
  readonly memberNames: Set<string>;
  quorum: string | undefined;
}

/** Reads a policy file. Throws {@link TlogError} `policy.*`. */
export function parsePolicy(text: string): Policy {
  if (text.length > MAX_LENGTH) throw new TlogError("policy.too-long", "policy");
  requirePolicyCharacters(text);
  const draft: Draft = {
    logs: [],
    witnesses: new Map(),
    groups: new Map(),
    memberNames: new Set(),
    quorum: undefined,
  };
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new TlogError("policy.syntax", "the last line has no newline");
  for (const line of lines) {
    readLine(draft, line);
    requireFewEntries(draft);
  }
  const { logs, witnesses, groups, quorum } = draft;
  if (quorum === undefined) throw new TlogError("policy.quorum", "no quorum line");
  return { logs, witnesses, groups, quorum };
}

function readLine(draft: Draft, line: string): void {
  const words = line.split(/[ \t]+/).filter((word) => word !== "");
  const [keyword, ...rest] = words;
  if (keyword === undefined || keyword.startsWith("#")) return;
  if (keyword === "log") readLog(draft, rest);
  else if (keyword === "witness") readWitness(draft, rest);
  else if (keyword === "group") readGroup(draft, rest);
  else if (keyword === "quorum") readQuorum(draft, rest);
  else throw new TlogError("policy.syntax", "unknown keyword");
}

function readLog(draft: Draft, [vkey, url, ...rest]: readonly string[]): void {
  if (vkey === undefined || rest.length > 0) throw new TlogError("policy.syntax", "log line");
  draft.logs.push(readKey(vkey, url, ED25519, draft.logs));
}

function readWitness(draft: Draft, [name, vkey, url, ...rest]: readonly string[]): void {
  if (name === undefined || vkey === undefined || rest.length > 0) {
    throw new TlogError("policy.syntax", "witness line");
  }
  requireNewName(draft, name);
  const key = readKey(vkey, url, COSIGNATURE_V1, [...draft.witnesses.values()]);
  draft.witnesses.set(name, key);
}

function readGroup(draft: Draft, [name, count, ...members]: readonly string[]): void {
  if (name === undefined || count === undefined || members.length === 0) {
    throw new TlogError("policy.syntax", "group line");
  }
  requireNewName(draft, name);
  for (const member of members) {
    requireKnownName(draft, member);
    // A witness that counted on two branches could carry a quorum alone.
    if (draft.memberNames.has(member)) throw new TlogError("policy.reused-member", member);
    draft.memberNames.add(member);
  }
  draft.groups.set(name, { threshold: readThreshold(count, members.length), members });
}

function readQuorum(draft: Draft, [name, ...rest]: readonly string[]): void {
  if (name === undefined || rest.length > 0) throw new TlogError("policy.syntax", "quorum line");
  if (draft.quorum !== undefined) throw new TlogError("policy.quorum", "second quorum line");
  if (name !== NO_QUORUM) requireKnownName(draft, name);
  draft.quorum = name;
}

function readKey(
  vkey: string,
  url: string | undefined,
  type: number,
  others: readonly PolicyKey[],
): PolicyKey {
  const key = readVkey(vkey);
  if (key.type !== type) throw new TlogError("policy.key", `signature type ${key.type}`);
  const bytes = hex(key.publicKey);
  if (others.some((other) => hex(other.key.publicKey) === bytes)) {
    throw new TlogError("policy.duplicate-key", key.name);
  }
  return url === undefined ? { key } : { key, url };
}

function readVkey(vkey: string): NoteKey {
  try {
    return parseVkey(vkey);
  } catch {
    throw new TlogError("policy.key", "not a verifier key");
  }
}

function readThreshold(count: string, members: number): number {
  if (count === "any") return 1;
  if (count === "all") return members;
  const threshold = NUMBER_SHAPE.test(count) ? Number(count) : 0;
  if (threshold < 1 || threshold > members) throw new TlogError("policy.threshold", count);
  return threshold;
}

function requireFewEntries(draft: Draft): void {
  const most = Math.max(draft.logs.length, draft.witnesses.size, draft.groups.size);
  if (most > MAX_ENTRIES) throw new TlogError("policy.too-long", `${most} entries`);
}

function requireNewName(draft: Draft, name: string): void {
  if (name === NO_QUORUM || draft.witnesses.has(name) || draft.groups.has(name)) {
    throw new TlogError("policy.duplicate-name", name);
  }
}

function requireKnownName(draft: Draft, name: string): void {
  if (!draft.witnesses.has(name) && !draft.groups.has(name)) {
    throw new TlogError("policy.unknown-name", name);
  }
}

function requirePolicyCharacters(text: string): void {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const isControl = (unit < SPACE && unit !== TAB && unit !== NEWLINE) || unit === DELETE;
    if (isControl) throw new TlogError("policy.characters", "control character");
  }
}
