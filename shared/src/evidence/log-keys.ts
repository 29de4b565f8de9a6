import {
  ED25519,
  followKeyChanges,
  fromUtf8,
  noteKey,
  parseNote,
  parseVkey,
  TlogError,
  verifyKeyChange,
} from "../tlog/index.ts";
import { splitNotes } from "./checkpoint-list.ts";
import type { Manifest } from "./manifest.ts";

type Files = ReadonlyMap<string, Uint8Array>;

/**
 * The log's keys in C2SP form, oldest first: the manifest's, and before it those that `keys.txt` leads to it from, each
 * statement signed by both keys. Rejects with {@link TlogError} where it does not lead there.
 */
export async function logKeysIn({ vkey }: Manifest, files: Files): Promise<readonly string[]> {
  const changes = changesIn(files);
  const [first] = changes;
  if (first === undefined) return [vkey];
  const { former } = await verifyKeyChange(first);
  const keys = await followKeyChanges([former], changes);
  if (keys.length !== changes.length + 1 || keys.at(-1) !== vkey) {
    throw new TlogError("vkey.key-id", "keys.txt does not lead to the manifest's key");
  }
  return keys;
}

/** Which of the keys that a bundle names left its line on a note; the manifest's where none did. */
export function signingKeyOf(note: string, manifest: Manifest, files: Files): string {
  const named = changesIn(files).flatMap((change) =>
    parseNote(change).text.split("\n").slice(1, 3),
  );
  const { signatures } = parseNote(note);
  const isSigner = (vkey: string): boolean => {
    const { name, publicKey } = parseVkey(vkey);
    const key = noteKey(`${name}/${manifest.stream}`, ED25519, publicKey);
    return signatures.some((line) => line.name === key.name && line.keyId === key.keyId);
  };
  return [manifest.vkey, ...named].find(isSigner) ?? manifest.vkey;
}

function changesIn(files: Files): readonly string[] {
  const file = files.get("keys.txt");
  return file === undefined ? [] : splitNotes(fromUtf8(file));
}
