import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** A secret that is not kept as it was put: altered, replaced, lost, or sealed under another master key. */
export class SecretAltered extends Error {
  constructor(name: string) {
    super(`the secret ${name} is not kept as it was made`);
    this.name = "SecretAltered";
  }
}

const ivLength = 12;
const tagLength = 16;

/**
 * What is derived from the master key. A change of the master key has to renew what is kept under each of them
 * (`change-master-key.ts`), so bulk data have a random key of their own in the vault instead (`data-key.ts`).
 */
export type KeyPurpose =
  | "yuanping/vault/1"
  | "yuanping/stream-seal/1"
  /** Names the key to people, and tells nothing of it. */
  | "yuanping/master-key-fingerprint/1"
  /** Of documents that were kept before their key lay in the vault. */
  | "yuanping/documents/1";

/** A key of one purpose, derived from the installation's master key (HKDF-SHA-256, RFC 5869). */
export function derivedKey(masterKey: Uint8Array, purpose: KeyPurpose): Uint8Array {
  return new Uint8Array(hkdfSync("sha256", masterKey, "", purpose, 32));
}

/**
 * AES-256-GCM with the secret's name as associated data, so that one secret cannot be put in another's place:
 * initialization vector, ciphertext, tag.
 */
export function sealSecret(key: Uint8Array, name: string, secret: Uint8Array): Uint8Array {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  cipher.setAAD(Buffer.from(name));
  const sealed = Buffer.concat([cipher.update(secret), cipher.final()]);
  return Buffer.concat([iv, sealed, cipher.getAuthTag()]);
}

/** What `sealSecret` sealed. Throws `SecretAltered`. */
export function openSecret(key: Uint8Array, name: string, kept: Uint8Array): Uint8Array {
  const bytes = Buffer.from(kept);
  if (bytes.length < ivLength + tagLength) throw new SecretAltered(name);
  const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, ivLength));
  decipher.setAAD(Buffer.from(name));
  decipher.setAuthTag(bytes.subarray(-tagLength));
  const sealed = bytes.subarray(ivLength, -tagLength);
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    throw new SecretAltered(name);
  }
}
