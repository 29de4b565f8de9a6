import { concatBytes } from "../tlog/encoding.ts";
import { at } from "./at.ts";
import { hmacSha256 } from "./hmac.ts";

const LABEL = new TextEncoder().encode("blk\0");

/** A source of unbiased integers that is fixed by its 32-byte key. */
export interface KeyedStream {
  /** The next `count` bytes. */
  bytes(count: number): Uint8Array;
  /** The next integer in [0, bound); bound 1 consumes nothing. */
  uniform(bound: bigint): bigint;
}

/**
 * Block i = HMAC-SHA256(key, "blk" || 0x00 || u64be(i)), consumed in order across calls.
 * `uniform` takes as many bytes as bound-1 needs, clears the excess top bits and retries while
 * the number is too large, so that no residue is favoured.
 */
export function keyedStream(key: Uint8Array): KeyedStream {
  let blockNumber = 0;
  let block = new Uint8Array(0);
  let used = 0;

  function nextByte(): number {
    if (used === block.length) {
      const counter = new Uint8Array(8);
      new DataView(counter.buffer).setBigUint64(0, BigInt(blockNumber));
      block = new Uint8Array(hmacSha256(key, concatBytes(LABEL, counter)));
      blockNumber += 1;
      used = 0;
    }
    used += 1;
    return at(block, used - 1);
  }

  function bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, nextByte);
  }

  function uniform(bound: bigint): bigint {
    if (bound < 1n) throw new RangeError("uniform needs a positive bound");
    if (bound === 1n) return 0n;
    const bits = bitLength(bound - 1n);
    const byteCount = Math.ceil(bits / 8);
    const mask = (1n << BigInt(bits)) - 1n;
    for (;;) {
      const candidate = bigEndian(bytes(byteCount)) & mask;
      if (candidate < bound) return candidate;
    }
  }

  return { bytes, uniform };
}

function bitLength(value: bigint): number {
  return value.toString(2).length;
}

function bigEndian(bytes: Uint8Array): bigint {
  let hex = "0x";
  for (const byte of bytes) hex += byte.toString(16).padStart(2, "0");
  return BigInt(hex);
}
