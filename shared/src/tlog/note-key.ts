import { base64, concatBytes, fromBase64, hex, utf8 } from "./encoding.ts";
import { sha256 } from "./sha256.ts";
import { TlogError } from "./tlog-error.ts";

/** Signature types of C2SP signed-note that are understood here; lines of any other type are left alone. */
export const ED25519 = 0x01;
export const COSIGNATURE_V1 = 0x04;

const ED25519_KEY_LENGTH = 32;
const MAX_NAME_LENGTH = 255;
/** Enough for the largest post-quantum key in use, 2,592 bytes, so that such keys can at least be listed. */
const MAX_KEY_LENGTH = 4096;
const VKEY_SHAPE = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u;

/** Who signs and how: name and key id together pick out the signature lines of this key (C2SP signed-note). */
export interface NoteKey {
  /** A schema-less URL by convention; no spaces, no plus. A log's name is its checkpoint origin. */
  readonly name: string;
  /** First four bytes of SHA-256(name || 0x0A || type || public key), 8 hex digits. */
  readonly keyId: string;
  readonly type: number;
  readonly publicKey: Uint8Array;
}

/** Throws {@link TlogError} `vkey.syntax` or `vkey.key-length`. */
export function noteKey(name: string, type: number, publicKey: Uint8Array): NoteKey {
  requireKeyName(name);
  const isEd25519 = type === ED25519 || type === COSIGNATURE_V1;
  const fits = isEd25519
    ? publicKey.length === ED25519_KEY_LENGTH
    : publicKey.length > 0 && publicKey.length <= MAX_KEY_LENGTH;
  if (!fits) throw new TlogError("vkey.key-length", `public key of type ${type}`);
  const idInput = concatBytes(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
  return { name, keyId: hex(sha256(idInput).subarray(0, 4)), type, publicKey };
}

/** The text `name+hex(key id)+base64(type || public key)`. */
export function formatVkey(key: NoteKey): string {
  return `${key.name}+${key.keyId}+${base64(concatBytes(Uint8Array.of(key.type), key.publicKey))}`;
}

/** Reads a verifier key. Throws {@link TlogError} `vkey.*`, also when the key id is not the one of the key. */
export function parseVkey(text: string): NoteKey {
  const [, name, keyId, encoded] = VKEY_SHAPE.exec(text) ?? [];
  if (name === undefined || keyId === undefined || encoded === undefined) {
    throw new TlogError("vkey.syntax", "not name+id+key");
  }
  const [type, ...publicKey] = decodeKey(encoded);
  if (type === undefined) throw new TlogError("vkey.syntax", "no signature type");
  const key = noteKey(name, type, Uint8Array.from(publicKey));
  if (key.keyId !== keyId) throw new TlogError("vkey.key-id", `expected ${key.keyId}`);
  return key;
}

/** A key name is non-empty, well-formed, without spaces, plus signs and control characters. */
export function requireKeyName(name: string): void {
  const fits = name.length > 0 && name.length <= MAX_NAME_LENGTH && name.isWellFormed();
  if (!fits || /[\p{White_Space}\p{Cc}+]/u.test(name))
    throw new TlogError("vkey.syntax", "key name");
}

function decodeKey(encoded: string): Uint8Array {
  if (encoded.length > 2 * MAX_KEY_LENGTH) throw new TlogError("vkey.key-length", "public key");
  try {
    return fromBase64(encoded);
  } catch {
    throw new TlogError("vkey.syntax", "base64");
  }
}
