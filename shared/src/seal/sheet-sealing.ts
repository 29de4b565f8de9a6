import type { OpenedSheet, SealedSheet } from "../contracts/sheet.ts";
import { openedSheetSchema } from "../contracts/sheet.ts";
import { base64, canonicalize, concatBytes, fromBase64, fromUtf8, utf8 } from "../tlog/index.ts";

/**
 * Sealing of score sheets: an ephemeral X25519 key agrees with the evaluation's key, HKDF-SHA256 derives an AES-256-GCM
 * key, and the member's commitment is the associated data, so that a sealed sheet cannot be passed off as another's
 * (RFC 7748, RFC 5869, NIST SP 800-38D). Runs in browsers and in Node by WebCrypto.
 */

const info = utf8("yuanping/seal/1");
const curve = { name: "X25519" } as const;

/** A fresh pair for one evaluation: the public key as base64 of 32 bytes, the private one as base64 of PKCS#8. */
export async function generateSealingKeys(): Promise<
  Readonly<{ publicKey: string; privateKey: string }>
> {
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  if (!("publicKey" in pair)) throw new Error("X25519 gives a pair of keys");
  const publicKey = await crypto.subtle.exportKey("raw", pair.publicKey);
  const privateKey = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  return {
    publicKey: base64(new Uint8Array(publicKey)),
    privateKey: base64(new Uint8Array(privateKey)),
  };
}

/** Seals a sheet with its nonce; only the holder of the evaluation's private key can read it. */
export async function sealSheet(
  publicKey: string,
  commitment: string,
  opened: OpenedSheet,
): Promise<SealedSheet> {
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  if (!("publicKey" in pair)) throw new Error("X25519 gives a pair of keys");
  const recipient = await importPublic(publicKey);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const key = await agree(pair.privateKey, recipient, ephemeral, fromBase64(publicKey), "encrypt");
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: own(utf8(commitment)) },
    key,
    own(utf8(canonicalize(opened))),
  );
  return {
    ephemeral: base64(ephemeral),
    iv: base64(iv),
    ciphertext: base64(new Uint8Array(ciphertext)),
  };
}

/** Opens a sealed sheet, or answers undefined when it is not one that this key and commitment open. */
export async function openSealedSheet(
  keys: Readonly<{ publicKey: string; privateKey: string }>,
  commitment: string,
  sealed: SealedSheet,
): Promise<OpenedSheet | undefined> {
  try {
    const mine = await crypto.subtle.importKey(
      "pkcs8",
      own(fromBase64(keys.privateKey)),
      curve,
      false,
      ["deriveBits"],
    );
    const ephemeral = fromBase64(sealed.ephemeral);
    const theirs = await importPublic(sealed.ephemeral);
    const key = await agree(mine, theirs, ephemeral, fromBase64(keys.publicKey), "decrypt");
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: own(fromBase64(sealed.iv)), additionalData: own(utf8(commitment)) },
      key,
      own(fromBase64(sealed.ciphertext)),
    );
    const parsed = openedSheetSchema.safeParse(JSON.parse(fromUtf8(new Uint8Array(plain))));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Wrong key, altered bytes and malformed text are all the same to the caller: there is no sheet.
    return undefined;
  }
}

async function importPublic(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", own(fromBase64(publicKey)), curve, false, []);
}

async function agree(
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  ephemeral: Uint8Array,
  recipient: Uint8Array,
  usage: "encrypt" | "decrypt",
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ ...curve, public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const salt = own(concatBytes(ephemeral, recipient));
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt, info: own(info) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    [usage],
  );
}

/** WebCrypto's types want bytes over a plain ArrayBuffer. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
