import { createHash } from "node:crypto";

/**
 * The Merkle tree of RFC 6962 §2.1 written down as the RFC defines it: recursive, over whole lists of leaf data, with
 * the platform's SHA-256. Slow and obvious on purpose: it is what the product's tree is checked against.
 */
type Data = Uint8Array;

function H(...parts: readonly (Data | number)[]): Data {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(typeof part === "number" ? Uint8Array.of(part) : part);
  return new Uint8Array(hash.digest());
}

/** k: the largest power of two smaller than n. */
function k(n: number): number {
  return n <= 2 ? 1 : 2 * k(Math.ceil(n / 2));
}

function one(D: readonly Data[]): Data {
  const [only] = D;
  if (only === undefined || D.length !== 1) throw new Error("not one leaf");
  return only;
}

/** MTH(D[n]), §2.1. */
export function MTH(D: readonly Data[]): Data {
  const n = D.length;
  if (n === 0) return H();
  if (n === 1) return H(0x00, one(D));
  return H(0x01, MTH(D.slice(0, k(n))), MTH(D.slice(k(n))));
}

/** PATH(m, D[n]), §2.1.1. */
export function PATH(m: number, D: readonly Data[]): Data[] {
  const n = D.length;
  if (n === 1) return [];
  const left = D.slice(0, k(n));
  const right = D.slice(k(n));
  return m < k(n) ? [...PATH(m, left), MTH(right)] : [...PATH(m - k(n), right), MTH(left)];
}

/** PROOF(m, D[n]), §2.1.2. */
export function PROOF(m: number, D: readonly Data[]): Data[] {
  return SUBPROOF(m, D, true);
}

function SUBPROOF(m: number, D: readonly Data[], b: boolean): Data[] {
  const n = D.length;
  if (m === n) return b ? [] : [MTH(D)];
  const left = D.slice(0, k(n));
  const right = D.slice(k(n));
  return m <= k(n)
    ? [...SUBPROOF(m, left, b), MTH(right)]
    : [...SUBPROOF(m - k(n), right, false), MTH(left)];
}
