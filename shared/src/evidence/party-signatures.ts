import { commitmentText } from "../draw/index.ts";
import {
  ED25519,
  ed25519Verifier,
  fromBase64,
  noteKey,
  noteVerifier,
  parseVkey,
  TlogError,
  utf8,
  verifyCheckpoint,
  type Checkpoint,
  type NoteVerifier,
} from "../tlog/index.ts";

/** What a party states by committing, with its signature over it. */
export type SignedCommitment = Readonly<{
  vkey: string;
  drawId: string;
  /** The party's ref, as the spec lists it. */
  party: string;
  anchor: string;
  signature: string;
}>;

/** Whether the party's own key made the signature. Throws nothing; what cannot be read does not hold. */
export async function commitmentHolds(commitment: SignedCommitment): Promise<boolean> {
  const { vkey, drawId, party, anchor, signature } = commitment;
  try {
    const verifier = await ed25519Verifier(parseVkey(vkey).publicKey);
    return await verifier.verify(
      utf8(commitmentText(drawId, party, anchor)),
      fromBase64(signature),
    );
  } catch {
    return false;
  }
}

/**
 * The installation's keys as they sign one stream: under the stream's own origin, as C2SP asks of a log, so that a head of
 * one stream is never taken for another's.
 */
export function logVerifiers(
  vkeys: readonly string[],
  stream: string,
): Promise<readonly NoteVerifier[]> {
  return Promise.all(
    vkeys.map((vkey) => {
      const { name, publicKey } = parseVkey(vkey);
      return noteVerifier(noteKey(`${name}/${stream}`, ED25519, publicKey));
    }),
  );
}

/** The checkpoint of a note that one of the log's keys and every one of `witnesses` (C2SP keys) has signed; undefined otherwise. */
export async function cosignedCheckpoint(
  note: string,
  logs: readonly NoteVerifier[],
  witnesses: readonly string[],
): Promise<Checkpoint | undefined> {
  try {
    const verifiers = await Promise.all(witnesses.map((vkey) => noteVerifier(parseVkey(vkey))));
    const { checkpoint, witnessings } = await verifyCheckpoint(note, logs, verifiers);
    const signed = new Set(witnessings.map(({ key }) => key.keyId));
    return verifiers.every(({ key }) => signed.has(key.keyId)) ? checkpoint : undefined;
  } catch (error) {
    if (error instanceof TlogError) return undefined;
    throw error;
  }
}
