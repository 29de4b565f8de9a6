import {
  ED25519,
  equalBytes,
  fromBase64,
  noteKey,
  noteVerifier,
  parseVkey,
  verifyCheckpoint,
  verifyConsistency,
  type Checkpoint,
} from "@yuanping/shared/tlog/index.ts";

/** Where a log is followed, and what is known of its signer. */
export type Followed = Readonly<{
  /** Its log keys in C2SP form, from elsewhere or from the first time it was seen. */
  keys: readonly string[];
  /** The stream, as it stands in the log's origin after the installation's name. */
  stream: string;
  /** The text at a path below the log's own address. Rejects when there is none to be had. */
  fetchText: (path: string) => Promise<string>;
}>;

/** What was seen of the log this time. */
export type Sight =
  | Readonly<{ kind: "first" | "same" | "grown"; note: string; size: bigint }>
  | Readonly<{ kind: "alarm"; reason: string; note: string }>;

/**
 * Looks at a log once: its newest head must be signed by the log's key, and must extend the head that was seen before.
 * Two heads of one size with two roots, a smaller head, a proof that does not lead from one to the other, and a head that
 * the key has not signed are alarms. Rejects when the log cannot be reached, or withholds the proof, for then nothing is
 * known.
 */
export async function look(before: string | undefined, log: Followed): Promise<Sight> {
  const note = await log.fetchText("checkpoint");
  const alarm = (reason: string): Sight => ({ kind: "alarm", reason, note });
  const head = await headOf(note, log);
  if (typeof head === "string") return alarm(`the head is not signed by the log's key: ${head}`);
  const { size } = head;
  if (before === undefined) return { kind: "first", note, size };
  const seen = await headOf(before, log);
  // What was kept was verified when it was kept: another key is asked for now, or the file was altered.
  if (typeof seen === "string") return alarm(`the head that was kept does not hold: ${seen}`);
  if (size < seen.size) return alarm(`it went back from ${seen.size} events to ${size}`);
  if (size === seen.size) {
    return equalBytes(head.root, seen.root)
      ? { kind: "same", note, size }
      : alarm(`two heads of ${size} events`);
  }
  if (seen.size === 0n) return { kind: "grown", note, size };
  const proof = await log.fetchText(`consistency?from=${seen.size}&to=${size}`);
  try {
    const hashes = proof.split("\n").filter((line) => line !== "");
    verifyConsistency(seen.size, size, hashes.map(fromBase64), seen.root, head.root);
    return { kind: "grown", note, size };
  } catch (error) {
    return alarm(`${size} events do not extend the ${seen.size} seen before: ${messageOf(error)}`);
  }
}

/** The head of a note that one of the log's keys signed, or why it is none. */
async function headOf(note: string, { keys, stream }: Followed): Promise<Checkpoint | string> {
  try {
    const verifiers = keys.map((vkey) => {
      const { name, publicKey } = parseVkey(vkey);
      return noteVerifier(noteKey(`${name}/${stream}`, ED25519, publicKey));
    });
    return (await verifyCheckpoint(note, await Promise.all(verifiers))).checkpoint;
  } catch (error) {
    return messageOf(error);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
