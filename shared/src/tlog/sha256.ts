/**
 * SHA-256 (FIPS 180-4) in plain TypeScript: synchronous, so that hashing may happen inside pure code, and free of any
 * platform, so that a browser without WebCrypto (plain HTTP) can check a log too.
 */

const BLOCK = 64;
/** Where the 64-bit length starts in the last block. */
const LENGTH_OFFSET = 56;

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes (FIPS 180-4 §4.2.2).
const K = Int32Array.of(
  0x428a2f98,
  0x71374491,
  0xb5c0fbcf,
  0xe9b5dba5,
  0x3956c25b,
  0x59f111f1,
  0x923f82a4,
  0xab1c5ed5,
  0xd807aa98,
  0x12835b01,
  0x243185be,
  0x550c7dc3,
  0x72be5d74,
  0x80deb1fe,
  0x9bdc06a7,
  0xc19bf174,
  0xe49b69c1,
  0xefbe4786,
  0x0fc19dc6,
  0x240ca1cc,
  0x2de92c6f,
  0x4a7484aa,
  0x5cb0a9dc,
  0x76f988da,
  0x983e5152,
  0xa831c66d,
  0xb00327c8,
  0xbf597fc7,
  0xc6e00bf3,
  0xd5a79147,
  0x06ca6351,
  0x14292967,
  0x27b70a85,
  0x2e1b2138,
  0x4d2c6dfc,
  0x53380d13,
  0x650a7354,
  0x766a0abb,
  0x81c2c92e,
  0x92722c85,
  0xa2bfe8a1,
  0xa81a664b,
  0xc24b8b70,
  0xc76c51a3,
  0xd192e819,
  0xd6990624,
  0xf40e3585,
  0x106aa070,
  0x19a4c116,
  0x1e376c08,
  0x2748774c,
  0x34b0bcb5,
  0x391c0cb3,
  0x4ed8aa4a,
  0x5b9cca4f,
  0x682e6ff3,
  0x748f82ee,
  0x78a5636f,
  0x84c87814,
  0x8cc70208,
  0x90befffa,
  0xa4506ceb,
  0xbef9a3f7,
  0xc67178f2,
);

// The first 32 bits of the fractional parts of the square roots of the first 8 primes (FIPS 180-4 §5.3.3).
const INITIAL = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
);

/** Hashing by pieces: `new Sha256().update(a).update(b).digest()`. A finished hash must not be used again. */
export class Sha256 {
  readonly #state = INITIAL.slice();
  readonly #tail = new Uint8Array(BLOCK);
  #tailLength = 0;
  #length = 0;

  update(bytes: Uint8Array): this {
    this.#length += bytes.length;
    let offset = 0;
    if (this.#tailLength > 0) {
      offset = Math.min(BLOCK - this.#tailLength, bytes.length);
      this.#tail.set(bytes.subarray(0, offset), this.#tailLength);
      this.#tailLength += offset;
      if (this.#tailLength < BLOCK) return this;
      compress(this.#state, this.#tail, 0, 1);
      this.#tailLength = 0;
    }
    const blocks = Math.floor((bytes.length - offset) / BLOCK);
    compress(this.#state, bytes, offset, blocks);
    const rest = bytes.subarray(offset + blocks * BLOCK);
    this.#tail.set(rest);
    this.#tailLength = rest.length;
    return this;
  }

  /** The 32-byte digest. */
  digest(): Uint8Array {
    return finish(this.#state, this.#tail, this.#tailLength, this.#length);
  }
}

// One synchronous call never interleaves with another, so all one-shot hashes share their buffers.
const sharedState = new Int32Array(8);
const sharedTail = new Uint8Array(BLOCK);
const schedule = new Int32Array(64);

/** The 32-byte SHA-256 digest of `bytes`. */
export function sha256(bytes: Uint8Array): Uint8Array {
  sharedState.set(INITIAL);
  const blocks = Math.floor(bytes.length / BLOCK);
  compress(sharedState, bytes, 0, blocks);
  const tailLength = bytes.length - blocks * BLOCK;
  for (let i = 0; i < tailLength; i++) sharedTail[i] = at(bytes, blocks * BLOCK + i);
  return finish(sharedState, sharedTail, tailLength, bytes.length);
}

/** Pads the tail (FIPS 180-4 §5.1.1), compresses it and writes the state big-endian. */
function finish(
  state: Int32Array,
  tail: Uint8Array,
  tailLength: number,
  totalLength: number,
): Uint8Array {
  tail.fill(0, tailLength);
  tail[tailLength] = 0x80;
  if (tailLength >= LENGTH_OFFSET) {
    compress(state, tail, 0, 1);
    tail.fill(0);
  }
  writeUint32(tail, LENGTH_OFFSET, Math.floor(totalLength / 0x20000000));
  writeUint32(tail, LENGTH_OFFSET + 4, totalLength << 3);
  compress(state, tail, 0, 1);
  const digest = new Uint8Array(32);
  for (let i = 0; i < 8; i++) writeUint32(digest, 4 * i, word(state, i));
  return digest;
}

/** Folds `blocks` 64-byte blocks of `bytes` from `offset` on into `state` (FIPS 180-4 §6.2.2). */
function compress(state: Int32Array, bytes: Uint8Array, offset: number, blocks: number): void {
  for (let block = 0; block < blocks; block++) {
    expand(bytes, offset + block * BLOCK);
    let a = word(state, 0);
    let b = word(state, 1);
    let c = word(state, 2);
    let d = word(state, 3);
    let e = word(state, 4);
    let f = word(state, 5);
    let g = word(state, 6);
    let h = word(state, 7);
    for (let t = 0; t < 64; t++) {
      const sum1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const choice = g ^ (e & (f ^ g));
      const t1 = (h + sum1 + choice + word(K, t) + word(schedule, t)) | 0;
      const sum0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const majority = (a & b) | (c & (a | b));
      h = g;
      g = f;
      f = e;
      e = (d + t1) | 0;
      d = c;
      c = b;
      b = a;
      a = (t1 + sum0 + majority) | 0;
    }
    state[0] = word(state, 0) + a;
    state[1] = word(state, 1) + b;
    state[2] = word(state, 2) + c;
    state[3] = word(state, 3) + d;
    state[4] = word(state, 4) + e;
    state[5] = word(state, 5) + f;
    state[6] = word(state, 6) + g;
    state[7] = word(state, 7) + h;
  }
}

/** Fills the message schedule from one block. */
function expand(bytes: Uint8Array, offset: number): void {
  for (let t = 0, i = offset; t < 16; t++, i += 4) {
    schedule[t] =
      (at(bytes, i) << 24) | (at(bytes, i + 1) << 16) | (at(bytes, i + 2) << 8) | at(bytes, i + 3);
  }
  for (let t = 16; t < 64; t++) {
    const x = word(schedule, t - 15);
    const y = word(schedule, t - 2);
    const sigma0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const sigma1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    schedule[t] = word(schedule, t - 16) + sigma0 + word(schedule, t - 7) + sigma1;
  }
}

// The index checks of the type system cost nothing here: the optimizer removes the unreachable alternative.
function word(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

function at(bytes: Uint8Array, index: number): number {
  return bytes[index] ?? 0;
}

function writeUint32(bytes: Uint8Array, offset: number, value: number): void {
  bytes[offset] = value >>> 24;
  bytes[offset + 1] = value >>> 16;
  bytes[offset + 2] = value >>> 8;
  bytes[offset + 3] = value;
}
