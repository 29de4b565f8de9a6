import { recordSchema, type EventRecord } from "../contracts/record.ts";
import {
  canonicalize,
  ED25519,
  formatTlogProof,
  fromUtf8,
  HashTree,
  inclusionProof,
  leafHash,
  noteKey,
  noteVerifier,
  parseTlogProof,
  parseVkey,
  SHA_256,
  utf8,
  verifyCheckpoint,
  verifyInclusion,
  type HashAlgorithm,
} from "../tlog/index.ts";
import { endsItsLines, linesOf } from "./checks/events.ts";
import { signingKeyOf } from "./log-keys.ts";
import { readManifest } from "./checks/manifest.ts";
import { readStoredZip } from "./stored-zip-reader.ts";

export type ProofFaultCode =
  | "evidence.no-bundle"
  | "evidence.no-such-event"
  | "evidence.proof-key"
  | "evidence.proof-event";

/** Why an event cannot be proven, or a proof does not show what it should. */
export class ProofFault extends Error {
  readonly code: ProofFaultCode;

  constructor(code: ProofFaultCode, message: string) {
    super(`${code}: ${message}`);
    this.name = "ProofFault";
    this.code = code;
  }
}

/** An event's line without its line end, and the C2SP tlog-proof that it stands in the signed record. */
export type EventProof = Readonly<{ event: string; proof: string }>;

/**
 * The proof of one event of a bundle: the audit path up to the bundle's last signed head, with the bundle's log key as
 * extra data that nobody has signed. Only what the proof stands on is looked at: to know that the bundle holds, verify
 * it. Throws {@link ProofFault}, and what parsing throws.
 */
export function proveEvent(
  bundle: Uint8Array,
  seq: number,
  algorithm: HashAlgorithm = SHA_256,
): EventProof {
  const { entries, fault } = readStoredZip(bundle);
  const manifest = readManifest(entries);
  const files = new Map(entries.map(({ name, bytes }) => [name, bytes]));
  const events = files.get("events.ndjson");
  const checkpoint = files.get("checkpoint.txt");
  if (manifest === undefined || events === undefined || checkpoint === undefined) {
    throw new ProofFault("evidence.no-bundle", fault ?? "events or signed head are missing");
  }
  if (!endsItsLines(events)) throw new ProofFault("evidence.no-bundle", "the last line has no end");
  const tree = new HashTree([], algorithm);
  let proven: Uint8Array | undefined;
  for (const line of linesOf(events)) {
    if (tree.size === seq) proven = line;
    tree.append(leafHash(line, algorithm));
  }
  if (proven === undefined) {
    throw new ProofFault("evidence.no-such-event", `${seq} is not from 0 to ${tree.size - 1}`);
  }
  const proof = formatTlogProof({
    index: BigInt(seq),
    hashes: inclusionProof(tree, seq, tree.size),
    checkpoint: fromUtf8(checkpoint),
    extra: utf8(signingKeyOf(fromUtf8(checkpoint), manifest, files)),
  });
  return { event: fromUtf8(proven), proof };
}

/** What a proof shows. */
export type ProvenEvent = Readonly<{
  record: EventRecord;
  /** Events that the signed head covers. */
  size: bigint;
  origin: string;
  /** Whether the log key is one that the reader has from elsewhere; else it is the proof's own. */
  isTrusted: boolean;
}>;

/**
 * Checks that `event`, one line of a record, stands at its number in the record whose head the log's key signed. With
 * `trustedKeys` (C2SP form) the key must be one of them. Rejects with {@link ProofFault}, `ProofError` or `TlogError`.
 */
export async function verifyEventProof(
  { event, proof }: EventProof,
  trustedKeys: readonly string[] | undefined,
): Promise<ProvenEvent> {
  const { index, hashes, checkpoint: note, extra } = parseTlogProof(proof);
  const own = extra === undefined ? [] : [fromUtf8(extra)];
  const record = recordIn(event);
  const verifiers = await Promise.all(
    (trustedKeys ?? own).map((vkey) => {
      const { name, publicKey } = parseVkey(vkey);
      return noteVerifier(noteKey(`${name}/${record.stream}`, ED25519, publicKey));
    }),
  );
  if (verifiers.length === 0) throw new ProofFault("evidence.proof-key", "no log key is known");
  const { checkpoint } = await verifyCheckpoint(note, verifiers);
  const { size, root, origin } = checkpoint;
  verifyInclusion(index, size, leafHash(utf8(event)), hashes, root);
  if (BigInt(record.seq) !== index) {
    throw new ProofFault("evidence.proof-event", `event ${record.seq} stands in place ${index}`);
  }
  return { record, size, origin, isTrusted: trustedKeys !== undefined };
}

function recordIn(event: string): EventRecord {
  try {
    const record = recordSchema.parse(JSON.parse(event));
    if (canonicalize(record) === event) return record;
  } catch {
    // Not JSON, or no event: the same answer as for one that is not canonical.
  }
  throw new ProofFault("evidence.proof-event", "the text is not a canonical event");
}
