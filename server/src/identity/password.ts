import { type BinaryLike, argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** OWASP's password storage recommendation for argon2id: 19 MiB, two passes, one lane. About 70 ms of one core. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;
/** Hashing costs grow with length; nobody types more. */
export const MAX_PASSWORD_LENGTH = 256;

/** What follows the cost in a PHC string. Only our own cost is accepted: a stored string cannot ask for more memory. */
const HEADER = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=${LANES}$`;

/** A PHC string of the password under a fresh salt: `$argon2id$v=19$m=…,t=…,p=…$<salt>$<tag>` (base64 without padding). */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return `${HEADER}${base64(salt)}$${base64(await derive(password, salt))}`;
}

/**
 * Whether the password is the one of the PHC string. Takes as long for a wrong password as for the right one.
 * Throws when the string was not made by `hashPassword`.
 */
export async function passwordMatches(password: string, phc: string): Promise<boolean> {
  const [salt, tag, ...rest] = phc.startsWith(HEADER) ? phc.slice(HEADER.length).split("$") : [];
  if (salt === undefined || tag === undefined || rest.length > 0) {
    throw new Error("A stored password hash is not of the form that this version writes");
  }
  const expected = Buffer.from(tag, "base64");
  const actual = await derive(password, Buffer.from(salt, "base64"));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}

async function derive(password: string, nonce: BinaryLike): Promise<Buffer> {
  return promisify(argon2)("argon2id", {
    // The same characters may be typed as different code points on different keyboards.
    message: password.normalize("NFKC"),
    nonce,
    parallelism: LANES,
    tagLength: TAG_BYTES,
    memory: MEMORY_KIB,
    passes: PASSES,
  });
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}
