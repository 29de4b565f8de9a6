import { cosignedMessage, formatCosignature, parseCosignature } from "./cosignature.ts";
import { utf8 } from "./encoding.ts";
import { COSIGNATURE_V1, ED25519, noteKey, type NoteKey } from "./note-key.ts";
import { withSignature, type Note, type NoteSignature } from "./note.ts";
import { ed25519Verifier } from "./signature-ed25519.ts";
import type { NoteSigner, NoteVerifier, Signer, Verifier, VerifierFactory } from "./signature.ts";
import { TlogError } from "./tlog-error.ts";

/** A signature that was checked and is good. */
export interface VerifiedSignature {
  readonly key: NoteKey;
  readonly signature: Uint8Array;
}

/** Signs note texts as they are (type 0x01): what a log does. */
export function noteSigner(name: string, signer: Signer): NoteSigner {
  return {
    key: noteKey(name, ED25519, signer.publicKey),
    sign: (text) => signer.sign(utf8(text)),
  };
}

/** Cosigns checkpoint texts as seen at `time`, POSIX seconds (type 0x04): what a witness does. */
export function cosigner(name: string, signer: Signer, time: number): NoteSigner {
  return {
    key: noteKey(name, COSIGNATURE_V1, signer.publicKey),
    sign: async (text) =>
      formatCosignature({ time, signature: await signer.sign(cosignedMessage(text, time)) }),
  };
}

/** Checks notes by a verifier key. Rejects with {@link TlogError} `vkey.unsupported-type` on types not known here. */
export async function noteVerifier(
  key: NoteKey,
  factory: VerifierFactory = ed25519Verifier,
): Promise<NoteVerifier> {
  if (key.type !== ED25519 && key.type !== COSIGNATURE_V1) {
    throw new TlogError("vkey.unsupported-type", `${key.type}`);
  }
  const verifier = await factory(key.publicKey);
  if (key.type === COSIGNATURE_V1) return cosignatureVerifier(key, verifier);
  return { key, verify: (text, signature) => verifier.verify(utf8(text), signature) };
}

/** The note with the signer's line added; a line that the same key left before is replaced. */
export async function signNote(note: Note, signer: NoteSigner): Promise<Note> {
  const signature = await signer.sign(note.text);
  const { name, keyId } = signer.key;
  return withSignature(note, { name, keyId, signature });
}

/**
 * The good signatures by known keys, in the order of the note. Lines of unknown keys are ignored, whatever their type.
 * Rejects with {@link TlogError} `note.bad-signature` when a known key's line is wrong, `note.duplicate-signature`
 * when a known key has two lines, `note.no-known-signature` when no known key has signed.
 */
export async function verifyNote(
  note: Note,
  known: readonly NoteVerifier[],
): Promise<readonly VerifiedSignature[]> {
  const verified: VerifiedSignature[] = [];
  for (const line of note.signatures) {
    const verifier = known.find(({ key }) => isLineOf(line, key));
    if (verifier === undefined) continue;
    if (verified.some(({ key }) => isLineOf(line, key))) {
      throw new TlogError("note.duplicate-signature", line.name);
    }
    const isGood = await verifier.verify(note.text, line.signature);
    if (!isGood) throw new TlogError("note.bad-signature", line.name);
    verified.push({ key: verifier.key, signature: line.signature });
  }
  if (verified.length === 0) throw new TlogError("note.no-known-signature", "no known key signed");
  return verified;
}

function cosignatureVerifier(key: NoteKey, verifier: Verifier): NoteVerifier {
  return {
    key,
    verify: (text, bytes) => {
      const { time, signature } = parseCosignature(bytes);
      return verifier.verify(cosignedMessage(text, time), signature);
    },
  };
}

function isLineOf(line: NoteSignature, key: NoteKey): boolean {
  return line.name === key.name && line.keyId === key.keyId;
}
