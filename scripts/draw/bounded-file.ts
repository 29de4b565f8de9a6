import { isUtf8 } from "node:buffer";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { InputFault } from "./input-fault.ts";

const CHUNK_BYTES = 1 << 20;

/**
 * Reads a whole UTF-8 file of at most `limit` bytes. Stops reading at the limit, so that neither
 * a huge file nor an endless device takes more memory than that.
 */
export function readBoundedText(path: string, limit: number): string {
  const bytes = readBounded(path, limit);
  if (!isUtf8(bytes)) throw notUtf8(path, bytes);
  return bytes.toString("utf8");
}

function readBounded(path: string, limit: number): Buffer {
  const file = opened(path);
  try {
    // A file that says how large it is need not be read to be refused; a device says nothing.
    if (fstatSync(file).size > limit) throw tooLarge(path, limit);
    const chunks: Buffer[] = [];
    let total = 0;
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
      const count = readSync(file, chunk, 0, CHUNK_BYTES, null);
      if (count === 0) return Buffer.concat(chunks, total);
      total += count;
      if (total > limit) {
        throw tooLarge(path, limit);
      }
      chunks.push(chunk.subarray(0, count));
    }
  } catch (error) {
    if (error instanceof InputFault) throw error;
    throw new InputFault(path, `cannot be read: ${reasonOf(error)}`, null, null);
  } finally {
    closeSync(file);
  }
}

function tooLarge(path: string, limit: number): InputFault {
  return new InputFault(path, `larger than ${limit / 2 ** 20} MiB`, null, null);
}

function opened(path: string): number {
  try {
    return openSync(path, "r");
  } catch (error) {
    throw new InputFault(path, `cannot be opened: ${reasonOf(error)}`, null, null);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** Finds the first bad byte by halving; a prefix may end inside a character, so 3 bytes of grace. */
function notUtf8(path: string, bytes: Buffer): InputFault {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isUtf8Prefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  const before = bytes.subarray(0, good).toString("utf8").split("\n");
  const column = (before.at(-1) ?? "").replace(/\uFFFD$/u, "").length + 1;
  return new InputFault(path, "not valid UTF-8", before.length, column);
}

function isUtf8Prefix(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
