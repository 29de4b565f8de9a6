import { formatCheckpoint, parseCheckpoint, type Checkpoint } from "./checkpoint.ts";
import { parseCosignature } from "./cosignature.ts";
import { COSIGNATURE_V1, type NoteKey } from "./note-key.ts";
import { formatNote, parseNote } from "./note.ts";
import { cosigner, signNote, verifyNote } from "./signature-note.ts";
import type { NoteSigner, NoteVerifier, Signer } from "./signature.ts";
import { TlogError } from "./tlog-error.ts";

/** A witness that vouches for a checkpoint. */
export interface Witnessing {
  readonly key: NoteKey;
  /** POSIX seconds. */
  readonly time: number;
}

/** A checkpoint whose log signature, and every cosignature by a known witness, is good. */
export interface VerifiedCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly log: NoteKey;
  readonly witnessings: readonly Witnessing[];
}

/**
 * The signed note of a checkpoint. The log must keep its promise never to sign inconsistent heads by itself.
 * Rejects with {@link TlogError} `checkpoint.origin` unless the key's name is the origin.
 */
export async function signCheckpoint(checkpoint: Checkpoint, log: NoteSigner): Promise<string> {
  if (log.key.name !== checkpoint.origin) throw new TlogError("checkpoint.origin", log.key.name);
  const note = { text: formatCheckpoint(checkpoint), signatures: [] };
  return formatNote(await signNote(note, log));
}

/**
 * The note with a witness's cosignature added. The caller has verified the log's signature and the consistency with
 * the last head it cosigned, and has stored this one, before it calls (C2SP tlog-witness).
 */
export async function cosignCheckpoint(
  note: string,
  witness: string,
  signer: Signer,
  time: number,
): Promise<string> {
  const parsed = parseNote(note);
  parseCheckpoint(parsed.text);
  return formatNote(await signNote(parsed, cosigner(witness, signer, time)));
}

/**
 * Reads a signed checkpoint of one of `logs`. Rejects with {@link TlogError} `note.*` or `checkpoint.*`: also when a
 * known witness's line is wrong, so that a forged cosignature never looks like a missing one.
 */
export async function verifyCheckpoint(
  note: string,
  logs: readonly NoteVerifier[],
  witnesses: readonly NoteVerifier[] = [],
): Promise<VerifiedCheckpoint> {
  const parsed = parseNote(note);
  const checkpoint = parseCheckpoint(parsed.text);
  const signatures = await verifyNote(parsed, [...logs, ...witnesses]);
  const signer = logs.find((log) => signatures.some(({ key }) => key === log.key));
  if (signer === undefined) throw new TlogError("checkpoint.no-log-signature", checkpoint.origin);
  if (signer.key.name !== checkpoint.origin) {
    throw new TlogError("checkpoint.origin", `signed by ${signer.key.name}`);
  }
  const witnessings = signatures
    .filter(({ key }) => witnesses.some((witness) => witness.key === key))
    .filter(({ key }) => key.type === COSIGNATURE_V1)
    .map(({ key, signature }) => ({ key, time: parseCosignature(signature).time }));
  return { checkpoint, log: signer.key, witnessings };
}
