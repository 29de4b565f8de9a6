import { base64, concatBytes, fromBase64, utf8 } from "../tlog/index.ts";

/**
 * A box that only one key opens: an ephemeral X25519 key agrees with the recipient's, HKDF-SHA256 derives an AES-256-GCM
 * key, and what the box is for is associated data, so that it cannot be passed off as another one
 * (RFC 7748, RFC 5869, NIST SP 800-38D). Runs in browsers and in Node by WebCrypto.
 */
export type Box = Readonly<{
  /** X25519 public key, base64 of 32 bytes. */
  ephemeral: string;
  /** Base64 of 12 bytes. */
  iv: string;
  /** Base64, with the tag at its end. */
  ciphertext: string;
}>;

/** The public key as base64 of 32 bytes, the private one as base64 of PKCS#8. */
export type BoxKeys = Readonly<{ publicKey: string; privateKey: string }>;

const curve = { name: "X25519" } as const;
/** PKCS#8 of an X25519 private key, up to its 32 bytes (RFC 8410). */
const pkcs8Head = new Uint8Array([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32]);
const privateLength = 32;

export async function generateBoxKeys(): Promise<BoxKeys> {
  const pair = await generatePair();
  const publicKey = await crypto.subtle.exportKey("raw", pair.publicKey);
  const privateKey = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  return {
    publicKey: base64(new Uint8Array(publicKey)),
    privateKey: base64(new Uint8Array(privateKey)),
  };
}

/** The 32 bytes of a private key, which can be split and put together again. */
export function privateBytes({ privateKey }: BoxKeys): Uint8Array {
  return fromBase64(privateKey).slice(-privateLength);
}

/** The pair of a private key's 32 bytes; undefined when they are none. */
export async function keysFromPrivate(bytes: Uint8Array): Promise<BoxKeys | undefined> {
  if (bytes.length !== privateLength) return undefined;
  const pkcs8 = own(concatBytes(pkcs8Head, bytes));
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, curve, true, ["deriveBits"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  if (x === undefined) return undefined;
  const publicKey = `${x.replaceAll("-", "+").replaceAll("_", "/")}=`;
  return { publicKey, privateKey: base64(pkcs8) };
}

/**
 * @param purpose names the kind of box, e.g. `yuanping/seal/1`; part of the derivation
 * @param about what this very box is for; it opens for nothing else
 */
export async function sealBox(
  publicKey: string,
  purpose: string,
  about: string,
  bytes: Uint8Array,
): Promise<Box> {
  const pair = await generatePair();
  const recipient = await importPublic(publicKey);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const salt = concatBytes(ephemeral, fromBase64(publicKey));
  const key = await agree(pair.privateKey, recipient, salt, purpose);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: own(utf8(about)) },
    key,
    own(bytes),
  );
  return {
    ephemeral: base64(ephemeral),
    iv: base64(iv),
    ciphertext: base64(new Uint8Array(ciphertext)),
  };
}

/** What is in the box, or undefined when it is not one that this key opens for this purpose. */
export async function openBox(
  { publicKey, privateKey }: BoxKeys,
  purpose: string,
  about: string,
  { ephemeral, iv, ciphertext }: Box,
): Promise<Uint8Array | undefined> {
  try {
    const pkcs8 = own(fromBase64(privateKey));
    const mine = await crypto.subtle.importKey("pkcs8", pkcs8, curve, false, ["deriveBits"]);
    const salt = concatBytes(fromBase64(ephemeral), fromBase64(publicKey));
    const key = await agree(mine, await importPublic(ephemeral), salt, purpose);
    const plain = await crypto.subtle.decrypt(
      { name: "AES-GCM", iv: own(fromBase64(iv)), additionalData: own(utf8(about)) },
      key,
      own(fromBase64(ciphertext)),
    );
    return new Uint8Array(plain);
  } catch {
    // Wrong key, altered bytes and malformed text are all the same to the caller: there is nothing in it.
    return undefined;
  }
}

async function generatePair(): Promise<CryptoKeyPair> {
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  if (!("publicKey" in pair)) throw new Error("X25519 gives a pair of keys");
  return pair;
}

async function importPublic(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", own(fromBase64(publicKey)), curve, false, []);
}

async function agree(
  privateKey: CryptoKey,
  publicKey: CryptoKey,
  salt: Uint8Array,
  purpose: string,
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits({ ...curve, public: publicKey }, privateKey, 256);
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  return crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: own(salt), info: own(utf8(purpose)) },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    ["encrypt", "decrypt"],
  );
}

/** WebCrypto's types want bytes over a plain ArrayBuffer. */
function own(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
