import type { ForkKind } from "../contracts/gates.ts";
import {
  compareHeads,
  ED25519,
  fromBase64,
  noteKey,
  noteVerifier,
  parseVkey,
  verifyCheckpoint,
  type Checkpoint,
} from "../tlog/index.ts";

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
  | Readonly<{
      kind: "alarm";
      reason: string;
      note: string;
      /** How the head contradicts the one kept; undefined where one of the two is not by the log's key at all. */
      fork?: ForkKind;
    }>;

/**
 * Looks at a log once: its newest head must be signed by the log's key, and must extend the head that was seen before.
 * Two heads of one size with two roots, a smaller head, a proof that does not lead from one to the other, and a head that
 * the key has not signed are alarms. Rejects when the log cannot be reached, or withholds the proof, for then nothing is
 * known.
 */
export async function look(before: string | undefined, log: Followed): Promise<Sight> {
  const note = await log.fetchText("checkpoint");
  const alarm = (reason: string, fork?: ForkKind): Sight => ({
    kind: "alarm",
    reason,
    note,
    ...(fork === undefined ? {} : { fork }),
  });
  const head = await headOf(note, log);
  if (typeof head === "string") return alarm(`the head is not signed by the log's key: ${head}`);
  const { size } = head;
  if (before === undefined) return { kind: "first", note, size };
  const seen = await headOf(before, log);
  // What was kept was verified when it was kept: another key is asked for now, or the file was altered.
  if (typeof seen === "string") return alarm(`the head that was kept does not hold: ${seen}`);
  const comparison = compareHeads(seen, head, await proofBetween(seen, head, log));
  switch (comparison) {
    case "extends":
      return { kind: size === seen.size ? "same" : "grown", note, size };
    case "rolled-back":
      return alarm(`it went back from ${seen.size} events to ${size}`, comparison);
    case "forked":
      return alarm(
        size === seen.size
          ? `two heads of ${size} events`
          : `${size} events do not extend the ${seen.size} seen before`,
        comparison,
      );
    case "unproved":
      return alarm(`nothing shows that ${size} events extend the ${seen.size} before`, comparison);
  }
}

/** The proof that leads from one head to a later one; undefined where none is needed, or what came is none. */
async function proofBetween(
  { size: from }: Checkpoint,
  { size: to }: Checkpoint,
  { fetchText }: Followed,
): Promise<readonly Uint8Array[] | undefined> {
  if (from === 0n || to <= from) return undefined;
  const text = await fetchText(`consistency?from=${from}&to=${to}`);
  try {
    const lines = text.split("\n").filter((line) => line !== "");
    return lines.map(fromBase64);
  } catch {
    return undefined;
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
    return error instanceof Error ? error.message : String(error);
  }
}
