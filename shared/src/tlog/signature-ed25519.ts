import { fromBase64 } from "./encoding.ts";
import type { Signer, Verifier } from "./signature.ts";

/** A private Ed25519 key (RFC 8032): whoever has the 32-byte seed can sign. */
export interface Ed25519KeyPair {
  readonly seed: Uint8Array;
  readonly publicKey: Uint8Array;
}

const ALGORITHM = "Ed25519";
const SEED_LENGTH = 32;
/** DER of a PKCS #8 key (RFC 8410 §7) up to the seed; WebCrypto imports no bare seed. */
const PKCS8_PREFIX = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32);

/** A new key from the platform's randomness. */
export async function generateEd25519(): Promise<Ed25519KeyPair> {
  const pair = await crypto.subtle.generateKey(ALGORITHM, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new TypeError("the platform made no key pair");
  const { d, x } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return { seed: fromBase64Url(d), publicKey: fromBase64Url(x) };
}

/** A signer over WebCrypto from a 32-byte seed. Throws `RangeError` on another length. */
export async function ed25519Signer(seed: Uint8Array): Promise<Signer> {
  if (seed.length !== SEED_LENGTH) throw new RangeError("an Ed25519 seed has 32 bytes");
  const pkcs8 = new Uint8Array(PKCS8_PREFIX.length + SEED_LENGTH);
  pkcs8.set(PKCS8_PREFIX);
  pkcs8.set(seed, PKCS8_PREFIX.length);
  // Extractable only to learn the public key, which WebCrypto tells no other way.
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, ALGORITHM, true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", key);
  return ed25519KeySigner(key, fromBase64Url(x));
}

/** A signer over a WebCrypto private key that its holder may keep unextractable, as a browser should. */
export function ed25519KeySigner(privateKey: CryptoKey, publicKey: Uint8Array): Signer {
  return {
    publicKey,
    sign: async (message) =>
      new Uint8Array(await crypto.subtle.sign(ALGORITHM, privateKey, new Uint8Array(message))),
  };
}

/** A verifier over WebCrypto from a 32-byte public key. Rejects with `DataError` on another length. */
export async function ed25519Verifier(publicKey: Uint8Array): Promise<Verifier> {
  const bytes = new Uint8Array(publicKey);
  const key = await crypto.subtle.importKey("raw", bytes, ALGORITHM, false, ["verify"]);
  return {
    verify: (message, signature) =>
      crypto.subtle.verify(ALGORITHM, key, new Uint8Array(signature), new Uint8Array(message)),
  };
}

/** JWK members are unpadded base64url (RFC 7515 §2). */
function fromBase64Url(text: string | undefined): Uint8Array {
  if (text === undefined) throw new TypeError("the platform exported no key");
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}
