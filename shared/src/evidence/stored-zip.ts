import { concatBytes, utf8 } from "../tlog/index.ts";
import { crc32, type Checksum } from "./crc32.ts";

/**
 * The one container that a list of entries has: a ZIP (PKWARE APPNOTE 6.3) of stored entries in their order, dated
 * 1980-01-01, without extra fields, comments or compression. Any unzip opens it, and because nothing in it is free to
 * vary, a verifier builds it again from what it read and compares every byte, headers included. A general ZIP library
 * offers no such promise from one version to the next, which is why the few headers are written here.
 */

export type ZipEntry = Readonly<{ name: string; bytes: Uint8Array }>;

export const localSignature = 0x04034b50;
export const centralSignature = 0x02014b50;
export const endSignature = 0x06054b50;
export const localHeaderLength = 30;
export const endLength = 22;

/** Version 1.0 of the format: all that stored entries need. */
const versionNeeded = 10;
/** 1980-01-01, the first day that a ZIP can name. */
const firstDay = 0x21;

/** A stretch of the container, and what it is. */
export type ZipPart = Readonly<{ what: string; bytes: Uint8Array }>;

/** The whole container of `entries`. */
export function writeStoredZip(entries: readonly ZipEntry[]): Uint8Array {
  return concatBytes(...[...zipParts(entries)].map(({ bytes }) => bytes));
}

/** The container's parts in their order; contents are not copied. */
export function* zipParts(
  entries: readonly ZipEntry[],
  checksum: Checksum = crc32,
): Generator<ZipPart, void> {
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const { name, bytes } of entries) {
    const facts = factsOf(name, bytes, checksum);
    const path = utf8(name);
    const local = concatBytes(little([4, localSignature], ...facts), path);
    central.push(concatBytes(centralHeader(facts, offset), path));
    yield { what: `the header of ${name}`, bytes: local };
    yield { what: `the content of ${name}`, bytes };
    offset += local.length + bytes.length;
  }
  const directory = concatBytes(...central);
  yield { what: "the central directory", bytes: directory };
  yield { what: "the end record", bytes: endRecord(entries.length, directory.length, offset) };
}

type Field = readonly [width: 2 | 4, value: number];

/** What the local and the central header both say. */
function factsOf(name: string, bytes: Uint8Array, checksum: Checksum): readonly Field[] {
  return [
    [2, versionNeeded],
    [2, 0], // no flags
    [2, 0], // stored
    [2, 0], // midnight
    [2, firstDay],
    [4, checksum(bytes)],
    [4, bytes.length],
    [4, bytes.length],
    [2, utf8(name).length],
    [2, 0], // no extra field
  ];
}

function centralHeader(facts: readonly Field[], offset: number): Uint8Array {
  return little(
    [4, centralSignature],
    [2, versionNeeded],
    ...facts,
    [2, 0], // no comment
    [2, 0], // first disk
    [2, 0], // internal attributes
    [4, 0], // external attributes
    [4, offset],
  );
}

function endRecord(count: number, directoryLength: number, directoryOffset: number): Uint8Array {
  return little(
    [4, endSignature],
    [2, 0], // this disk
    [2, 0], // the directory's disk
    [2, count],
    [2, count],
    [4, directoryLength],
    [4, directoryOffset],
    [2, 0], // no comment
  );
}

function little(...fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((length, [width]) => length + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}
