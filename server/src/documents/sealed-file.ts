import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";
import { pipeline, type Readable } from "node:stream";

const ivLength = 12;
const tagLength = 16;
const around = ivLength + tagLength;

/** Writes what `pieces` yields as AES-256-GCM: initialization vector, ciphertext, tag. On the disk when it resolves. */
export async function writeSealed(
  file: FileHandle,
  key: Uint8Array,
  pieces: AsyncIterable<Uint8Array>,
): Promise<void> {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv("aes-256-gcm", key, iv);
  await file.writeFile(iv);
  for await (const piece of pieces) await file.writeFile(cipher.update(piece));
  cipher.final();
  await file.writeFile(cipher.getAuthTag());
  await file.sync();
}

/** How many bytes are sealed in a file; undefined where there is no such file. */
export async function sealedSize(path: string): Promise<number | undefined> {
  const found = await stat(path).catch(ignoringAbsence);
  return found === undefined || found.size <= around ? undefined : found.size - around;
}

/** The bytes as they were. The stream ends with an error when they are not what was written. */
export async function readSealed(path: string, key: Uint8Array): Promise<Readable | undefined> {
  const file = await open(path, "r").catch(ignoringAbsence);
  if (file === undefined) return undefined;
  const iv = Buffer.alloc(ivLength);
  const tag = Buffer.alloc(tagLength);
  try {
    const { size } = await file.stat();
    if (size <= around) return undefined;
    await file.read(iv, 0, ivLength, 0);
    await file.read(tag, 0, tagLength, size - tagLength);
    const decipher = createDecipheriv("aes-256-gcm", key, iv);
    decipher.setAuthTag(tag);
    const sealed = createReadStream(path, { start: ivLength, end: size - tagLength - 1 });
    // Whoever reads hears of a fault by the stream that they read.
    return pipeline(sealed, decipher, () => {});
  } finally {
    await file.close();
  }
}

function ignoringAbsence(error: NodeJS.ErrnoException): undefined {
  if (error.code === "ENOENT") return undefined;
  throw error;
}
