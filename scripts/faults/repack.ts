import {
  listed,
  manifestEntry,
  manifestName,
  manifestSchema,
} from "@yuanping/shared/evidence/manifest.ts";
import { readStoredZip } from "@yuanping/shared/evidence/stored-zip-reader.ts";
import { writeStoredZip, type ZipEntry } from "@yuanping/shared/evidence/stored-zip.ts";
import { CompactRange, fromUtf8, hex, leafHash } from "@yuanping/shared/tlog/index.ts";
import { nodeSha256 } from "../verify/node-sha256.ts";

/** Left alone: what it holds is derived anew, and earlier heads may be left out by anyone who hands a bundle on. */
const unmutated = new Set([manifestName, "checkpoints.txt"]);
const newline = 0x0a;

/** One of the files whose every byte counts, by chance; the longer, the likelier. */
export function withFile(bundle: Uint8Array, random: () => number): ZipEntry {
  const files = readStoredZip(bundle).entries.filter(({ name }) => !unmutated.has(name));
  const total = files.reduce((sum, { bytes }) => sum + Math.sqrt(bytes.length), 0);
  let at = random() * total;
  const chosen = files.find(({ bytes }) => (at -= Math.sqrt(bytes.length)) < 0) ?? files[0];
  if (chosen === undefined) throw new TypeError("the bundle has no files");
  return chosen;
}

/** The bundle with one file replaced, and with the manifest and the container that fit what it now holds. */
export function repacked(bundle: Uint8Array, name: string, bytes: Uint8Array): Uint8Array {
  const [manifest, ...rest] = readStoredZip(bundle).entries;
  if (manifest === undefined) throw new TypeError("the bundle has no manifest");
  const stated = manifestSchema.parse(JSON.parse(fromUtf8(manifest.bytes)));
  const files = rest.map((file) => (file.name === name ? { name, bytes } : file));
  const claims = name === "events.ndjson" ? headOf(bytes) : {};
  const list = files.map((file) => listed(file, nodeSha256));
  return writeStoredZip([manifestEntry({ ...stated, ...claims, files: list }), ...files]);
}

function headOf(events: Uint8Array): Readonly<{ size: number; root: string }> {
  let range = CompactRange.empty(nodeSha256);
  for (let from = 0; from < events.length;) {
    const end = events.indexOf(newline, from);
    const until = end === -1 ? events.length : end;
    range = range.append(leafHash(events.subarray(from, until), nodeSha256));
    from = until + 1;
  }
  return { size: Math.max(1, range.size), root: hex(range.root()) };
}
