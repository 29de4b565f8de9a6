import { formatNote, parseNote } from "./note.ts";
import { ED25519, formatVkey, noteKey, parseVkey } from "./note-key.ts";
import { noteSigner, noteVerifier, signNote, verifyNote } from "./signature-note.ts";
import type { Signer } from "./signature.ts";
import { TlogError } from "./tlog-error.ts";

const header = "yuanping/log-key/1";

/**
 * The statement that a log goes on under another key, as a note that both have signed: the former key says who comes
 * after it, and the new one that it took over. Both bear the log's name.
 */
export async function signKeyChange(name: string, former: Signer, next: Signer): Promise<string> {
  const vkeyOf = ({ publicKey }: Signer): string => formatVkey(noteKey(name, ED25519, publicKey));
  const text = `${header}\n${vkeyOf(former)}\n${vkeyOf(next)}\n`;
  const byFormer = await signNote({ text, signatures: [] }, noteSigner(name, former));
  return formatNote(await signNote(byFormer, noteSigner(name, next)));
}

/** Keys in C2SP form: who signed before, and who signs from then on. */
export type KeyChange = Readonly<{ former: string; next: string }>;

/** Reads such a statement. Rejects with {@link TlogError} unless both keys, of one name, have signed it. */
export async function verifyKeyChange(note: string): Promise<KeyChange> {
  const parsed = parseNote(note);
  const [first, former = "", next = "", end, ...rest] = parsed.text.split("\n");
  if (first !== header || end !== "" || rest.length > 0) {
    throw new TlogError("note.syntax", "no statement of a change of keys");
  }
  const keys = [parseVkey(former), parseVkey(next)];
  if (keys[0]?.name !== keys[1]?.name || former === next) {
    throw new TlogError("vkey.syntax", "not two keys of one log");
  }
  const verifiers = await Promise.all(keys.map((key) => noteVerifier(key)));
  const signed = await verifyNote(parsed, verifiers);
  if (signed.length !== keys.length) {
    throw new TlogError("note.no-known-signature", "not signed by both keys");
  }
  return { former, next };
}

/**
 * The keys that are known, and those that took over from them one after the other, oldest first. Rejects with
 * {@link TlogError} on a statement that does not hold; one by a key that is not the newest known is left out.
 */
export async function followKeyChanges(
  known: readonly string[],
  changes: readonly string[],
): Promise<readonly string[]> {
  const keys = [...known];
  for (const note of changes) {
    const { former, next } = await verifyKeyChange(note);
    if (keys.at(-1) === former && !keys.includes(next)) keys.push(next);
  }
  return keys;
}
