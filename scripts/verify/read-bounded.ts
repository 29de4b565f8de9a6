import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { maxBundleBytes } from "@yuanping/shared/evidence/index.ts";

/** What is first asked for where a file does not say how long it is. */
const initialBytes = 1 << 20;

/** Nothing could be read or understood; the message says why, to a person. */
export class Unreadable extends Error {}

/**
 * The file's bytes, held once: a file that says its size is read into one place of that size. Stops at the limit, so
 * that an endless device takes no more than that. Throws {@link Unreadable}.
 *
 * @param placeOf where so many bytes go, e.g. where another thread sees them, too
 */
export function readBounded(
  path: string,
  limit: number = maxBundleBytes,
  placeOf: (length: number) => Uint8Array = (length) => new Uint8Array(length),
): Uint8Array {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const { size } = fstatSync(file);
    if (size > limit) throw new Unreadable(tooLarge(path, limit));
    // One byte more than it says, so that its end is met without asking for a longer place.
    let bytes = placeOf(Math.max(size + 1, initialBytes));
    let length = 0;
    for (;;) {
      if (length === bytes.length) {
        if (length > limit) throw new Unreadable(tooLarge(path, limit));
        // One byte more than is allowed, so that the file that has it is known to be too large.
        bytes = extended(bytes, placeOf(Math.min(2 * length, limit + 1)));
      }
      const count = readSync(file, bytes, length, bytes.length - length, null);
      if (count === 0) return bytes.subarray(0, length);
      length += count;
      if (length > limit) throw new Unreadable(tooLarge(path, limit));
    }
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(messageOf(error));
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

function extended(bytes: Uint8Array, longer: Uint8Array): Uint8Array {
  longer.set(bytes);
  return longer;
}

function tooLarge(path: string, limit: number): string {
  return `${path}: larger than ${limit / 2 ** 20} MiB`;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
