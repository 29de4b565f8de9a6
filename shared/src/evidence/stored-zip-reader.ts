import { fromUtf8 } from "../tlog/index.ts";
import { crc32, type Checksum } from "./crc32.ts";
import {
  endLength,
  endSignature,
  localHeaderLength,
  localSignature,
  zipParts,
  type ZipEntry,
} from "./stored-zip.ts";

/** Nothing larger is looked at; the centre's longest evaluations stay far below. */
export const maxZipBytes = 512 * 2 ** 20;
export const maxZipEntries = 10_000;

/** Plain names only: no folder, no drive, no step upwards, nothing that a shell or a file system could read otherwise. */
const plainName = /^[A-Za-z0-9][A-Za-z0-9_-]*(?:\.[A-Za-z0-9]+)*$/;
const maxNameLength = 100;

/** What could be read: entries up to the first fault, and where and why the container is not the one they have. */
export type ZipReading = Readonly<{ entries: readonly ZipEntry[]; fault: string | undefined }>;

/** Whether the bytes look like a ZIP at either end; a file that does at neither is no damaged ZIP but something else. */
export function looksLikeZip(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  const view = viewOf(bytes);
  if (view.getUint32(0, true) === localSignature) return true;
  const furthest = Math.max(0, bytes.length - endLength - 0xffff);
  for (let at = bytes.length - endLength; at >= furthest; at--) {
    if (view.getUint32(at, true) === endSignature) return true;
  }
  return false;
}

/**
 * Reads a container as `writeStoredZip` writes it. Contents are views into `bytes`, and entries lie one behind the other,
 * so that no input takes more memory than it has bytes. Never throws: what is wrong is said in `fault`.
 */
export function readStoredZip(bytes: Uint8Array, checksum: Checksum = crc32): ZipReading {
  if (bytes.length > maxZipBytes) {
    return { entries: [], fault: `larger than ${maxZipBytes / 2 ** 20} MiB` };
  }
  const { entries, fault } = readEntries(bytes);
  return { entries, fault: fault ?? firstDifference(bytes, entries, checksum) };
}

/** The entries as their headers name them, of which nothing else is checked. */
export function readEntries(bytes: Uint8Array): ZipReading {
  const view = viewOf(bytes);
  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let at = 0;
  const stopped = (why: string): ZipReading => ({ entries, fault: `byte ${at}: ${why}` });
  while (at + localHeaderLength <= bytes.length && view.getUint32(at, true) === localSignature) {
    if (entries.length >= maxZipEntries) return stopped(`more than ${maxZipEntries} entries`);
    const packed = view.getUint32(at + 18, true);
    const size = view.getUint32(at + 22, true);
    const nameLength = view.getUint16(at + 26, true);
    if (view.getUint16(at + 8, true) !== 0 || packed !== size) return stopped("not a stored entry");
    const contentAt = at + localHeaderLength + nameLength;
    if (contentAt + size > bytes.length) return stopped("the entry runs past the end of the file");
    const name = nameIn(bytes.subarray(at + localHeaderLength, contentAt));
    if (name === undefined) return stopped("not a plain file name");
    if (names.has(name)) return stopped(`${name} comes twice`);
    names.add(name);
    entries.push({ name, bytes: bytes.subarray(contentAt, contentAt + size) });
    at = contentAt + size;
  }
  return { entries, fault: entries.length === 0 ? "no entry at byte 0" : undefined };
}

function nameIn(bytes: Uint8Array): string | undefined {
  if (bytes.length > maxNameLength || bytes.some((byte) => byte > 0x7e)) return undefined;
  const name = fromUtf8(bytes);
  return plainName.test(name) ? name : undefined;
}

/** Where the container differs from the one that its entries have; undefined when it does not. */
function firstDifference(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  checksum: Checksum,
): string | undefined {
  let at = 0;
  for (const { what, bytes: part } of zipParts(entries, checksum)) {
    // A content that was cut out of this very place is not compared with itself.
    const isItself = part.buffer === bytes.buffer && part.byteOffset === bytes.byteOffset + at;
    const place = isItself ? undefined : firstUnequal(part, bytes.subarray(at, at + part.length));
    if (place !== undefined) return `byte ${at + place}, in ${what}, is not what the entries give`;
    at += part.length;
  }
  return at === bytes.length ? undefined : `byte ${at}: something follows the end record`;
}

function firstUnequal(expected: Uint8Array, found: Uint8Array): number | undefined {
  for (let i = 0; i < expected.length; i++) if (expected[i] !== found[i]) return i;
  return undefined;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
