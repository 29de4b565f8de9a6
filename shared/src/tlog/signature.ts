import type { NoteKey } from "./note-key.ts";

/** A platform may answer at once (Node's own crypto) or later (WebCrypto); callers await either. */
export type Eventually<T> = T | Promise<T>;

/** Signs bytes with one private key. */
export interface Signer {
  /** 32 bytes for Ed25519. */
  readonly publicKey: Uint8Array;
  sign(message: Uint8Array): Eventually<Uint8Array>;
}

/** Checks signatures of one public key. A malformed signature is false, not an error. */
export interface Verifier {
  verify(message: Uint8Array, signature: Uint8Array): Eventually<boolean>;
}

/** Makes a verifier of a public key: how another implementation of Ed25519 comes in. */
export type VerifierFactory = (publicKey: Uint8Array) => Eventually<Verifier>;

/** Signs note texts in the manner of its key's type; gives what follows the key id in a signature line. */
export interface NoteSigner {
  readonly key: NoteKey;
  sign(text: string): Eventually<Uint8Array>;
}

/** Checks the signature lines of one key. */
export interface NoteVerifier {
  readonly key: NoteKey;
  verify(text: string, signature: Uint8Array): Eventually<boolean>;
}
