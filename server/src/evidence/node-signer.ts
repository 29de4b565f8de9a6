import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { fromBase64, type Signer } from "@yuanping/shared/tlog/index.ts";

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7), up to its 32 bytes. */
const pkcs8Head = Buffer.from("302e020100300506032b657004220420", "hex");

/**
 * An Ed25519 signer (RFC 8032) over a 32-byte seed, by the platform and at once: a head is signed after each durable
 * batch, and handing it to another thread and back takes longer than signing. Throws `RangeError` on another length.
 */
export function nodeSigner(seed: Uint8Array): Signer {
  if (seed.length !== 32) throw new RangeError("an Ed25519 seed has 32 bytes");
  const key = createPrivateKey({
    key: Buffer.concat([pkcs8Head, seed]),
    format: "der",
    type: "pkcs8",
  });
  const { x = "" } = createPublicKey(key).export({ format: "jwk" });
  return {
    publicKey: fromBase64(Buffer.from(x, "base64url").toString("base64")),
    sign: async (message) => new Uint8Array(sign(null, message, key)),
  };
}
