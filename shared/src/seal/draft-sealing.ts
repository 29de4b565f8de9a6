import { base64, canonicalize, concatBytes, fromBase64, fromUtf8, utf8 } from "../tlog/index.ts";

/**
 * Drafts are private to their expert: encrypted in the browser with a key derived from the expert's password
 * (PBKDF2-HMAC-SHA256, 310,000 rounds, RFC 8018), so that they can be read on another machine after signing in, and not
 * from the server's store.
 */

const rounds = 310_000;
const ivLength = 12;

/** Derives the draft key of a user; `login` is the salt's varying part. */
export async function deriveDraftKey(login: string, password: string): Promise<CryptoKey> {
  const material = await crypto.subtle.importKey(
    "raw",
    new Uint8Array(utf8(password)),
    "PBKDF2",
    false,
    ["deriveKey"],
  );
  return crypto.subtle.deriveKey(
    {
      name: "PBKDF2",
      hash: "SHA-256",
      salt: new Uint8Array(utf8(`yuanping/draft/1\0${login}`)),
      iterations: rounds,
    },
    material,
    { name: "AES-GCM", length: 256 },
    true,
    ["encrypt", "decrypt"],
  );
}

/** Encrypts a draft for the store: base64 of a fresh iv followed by the ciphertext. */
export async function sealDraft(key: CryptoKey, draft: unknown): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength));
  const text = new Uint8Array(utf8(canonicalize(draft)));
  const ciphertext = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, text);
  return base64(concatBytes(iv, new Uint8Array(ciphertext)));
}

/** The draft, still to be parsed, or undefined when this key does not open it. */
export async function openDraft(key: CryptoKey, sealed: string): Promise<unknown> {
  try {
    const bytes = new Uint8Array(fromBase64(sealed));
    const iv = bytes.slice(0, ivLength);
    const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(ivLength));
    return JSON.parse(fromUtf8(new Uint8Array(plain)));
  } catch {
    // A draft sealed under a former password is lost to us, as it is to everyone else.
    return undefined;
  }
}
