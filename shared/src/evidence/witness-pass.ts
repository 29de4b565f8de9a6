import {
  base64,
  ed25519Verifier,
  fromBase64,
  parseVkey,
  utf8,
  type NoteKey,
  type Signer,
} from "../tlog/index.ts";

/** How far a pass may be from the reader's own clock, in seconds. */
export const passLasts = 300;
/** The scheme of the `Authorization` header that carries a pass. */
export const passScheme = "Yuanping-Witness";

const shape = /^([0-9a-f]{8})\.(\d{1,12})\.([A-Za-z0-9+/]{86}==)$/;

/**
 * What an outside witness shows in place of a sign-in, to read a log that is not public yet or to report on it: the id of
 * its key, POSIX seconds, and its Ed25519 signature over stream and time. It says who asks and nothing else; no
 * cosignature begins like it.
 */
export async function witnessPass(
  { keyId }: NoteKey,
  signer: Signer,
  stream: string,
  at: number,
): Promise<string> {
  return `${keyId}.${at}.${base64(await signer.sign(passMessage(stream, at)))}`;
}

/**
 * Whose pass it is, of the witness keys in C2SP form that are known; undefined when it is nobody's, for another stream, or
 * from another time. Throws nothing.
 *
 * @param now POSIX seconds
 */
export async function passHolder(
  pass: string,
  stream: string,
  vkeys: readonly string[],
  now: number,
): Promise<string | undefined> {
  const [, keyId, time, signature] = shape.exec(pass) ?? [];
  if (keyId === undefined || time === undefined || signature === undefined) return undefined;
  const at = Number(time);
  if (Math.abs(now - at) > passLasts) return undefined;
  for (const vkey of vkeys) {
    const key = parseVkey(vkey);
    if (key.keyId !== keyId) continue;
    const verifier = await ed25519Verifier(key.publicKey);
    if (await verifier.verify(passMessage(stream, at), fromBase64(signature))) return vkey;
  }
  return undefined;
}

function passMessage(stream: string, at: number): Uint8Array {
  return utf8(`yuanping/witness-pass/1\n${stream}\ntime ${at}\n`);
}
