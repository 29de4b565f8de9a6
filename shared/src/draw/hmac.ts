import { concatBytes } from "../tlog/encoding.ts";
import { sha256 } from "../tlog/sha256.ts";

const BLOCK_BYTES = 64;

/** HMAC-SHA256 (RFC 2104), 32 bytes. */
export function hmacSha256(key: Uint8Array, message: Uint8Array): Uint8Array {
  const block = new Uint8Array(BLOCK_BYTES);
  block.set(key.length > BLOCK_BYTES ? sha256(key) : key);
  const inner = sha256(
    concatBytes(
      block.map((byte) => byte ^ 0x36),
      message,
    ),
  );
  return sha256(
    concatBytes(
      block.map((byte) => byte ^ 0x5c),
      inner,
    ),
  );
}

/** HKDF-SHA256 (RFC 5869), extract then expand to `length` bytes, at most 8160. */
export function hkdfSha256(
  ikm: Uint8Array,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  const prk = hmacSha256(salt, ikm);
  const output = new Uint8Array(Math.ceil(length / 32) * 32);
  let previous = new Uint8Array(0);
  for (let i = 1; i <= output.length / 32; i += 1) {
    previous = new Uint8Array(hmacSha256(prk, concatBytes(previous, info, Uint8Array.of(i))));
    output.set(previous, (i - 1) * 32);
  }
  return output.subarray(0, length);
}
