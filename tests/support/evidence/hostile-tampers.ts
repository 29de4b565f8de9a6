import { listed, manifestName } from "@yuanping/shared/evidence/manifest.ts";
import { writeStoredZip, type ZipEntry } from "@yuanping/shared/evidence/stored-zip.ts";
import { canonicalize, concatBytes, fromUtf8, utf8 } from "@yuanping/shared/tlog/index.ts";
import { zipSync } from "fflate";
import { chanceOf } from "../evaluation-room.ts";
import { playTerminated } from "../evaluation-script.ts";
import {
  entriesOf,
  forgedByOperator,
  forgedByOutsider,
  genuine,
  logKey,
  packed,
  played,
  rechained,
  textsWith,
  version,
} from "./genuine.ts";
import { changed, ndjson, type Tamper } from "./tampers.ts";

const { lines } = played;
const unixSymlink = 0o120777 * 0x10000;
const centralHeaderLength = 46;

/** The genuine entries with one renamed, in a container that is right for them. */
function renamed(from: string, to: string): Uint8Array {
  return writeStoredZip(
    entriesOf(genuine).map((entry) => (entry.name === from ? { ...entry, name: to } : entry)),
  );
}

/** The genuine bundle with a few bytes of its container set. */
function withNumber(at: number, value: number): Uint8Array {
  const bytes = genuine.slice();
  new DataView(bytes.buffer).setUint32(at, value, true);
  return bytes;
}

function centralDirectoryAt(): number {
  return new DataView(genuine.buffer, genuine.byteOffset).getUint32(genuine.length - 6, true);
}

/** A correct container and manifest around the genuine files with the bytes of one changed. */
function withBytes(name: string, change: (bytes: Uint8Array) => Uint8Array): Uint8Array {
  const [, ...files] = entriesOf(genuine).map((entry) =>
    entry.name === name ? { ...entry, bytes: change(entry.bytes) } : entry,
  );
  return manifested(files, (text) => text);
}

/** Files with the genuine manifest made to list them, and then its text changed. */
function manifested(files: readonly ZipEntry[], change: (text: string) => string): Uint8Array {
  const [manifest] = entriesOf(packed(textsWith({})));
  if (manifest === undefined) throw new Error("no manifest");
  const stated: object = JSON.parse(fromUtf8(manifest.bytes));
  const text = canonicalize({ ...stated, files: files.map((file) => listed(file)) });
  return writeStoredZip([{ name: manifestName, bytes: utf8(change(text)) }, ...files]);
}

const genuineFiles = entriesOf(genuine).slice(1);
const withLine = (at: number, change: (line: string) => string): Uint8Array =>
  forgedByOutsider(lines.with(at, change(lines[at] ?? "")));

/** What a file from anyone may try on its reader. */
export const hostileTampers: readonly Tamper[] = [
  [
    "a name that climbs out of its folder",
    () => renamed("README.txt", "../README.txt"),
    "container …",
  ],
  ["an absolute name", () => renamed("README.txt", "/etc/passwd"), "container …"],
  ["a name with a drive", () => renamed("README.txt", "C:README.txt"), "container …"],
  ["a name with a backslash", () => renamed("README.txt", "..\\README.txt"), "container …"],
  [
    "an entry that is a symbolic link",
    () => withNumber(centralDirectoryAt() + centralHeaderLength - 8, unixSymlink),
    "container",
  ],
  [
    "a bomb that would inflate a thousandfold",
    () => zipSync({ "events.ndjson": [new Uint8Array(2 ** 22), { level: 9 }] }),
    "container …",
  ],
  [
    "an entry that says it has 4 GB",
    () => {
      const bytes = withNumber(18, 0xffffffff);
      new DataView(bytes.buffer).setUint32(22, 0xffffffff, true);
      return bytes;
    },
    "container …",
  ],
  [
    "a second entry of a name that is there",
    () => writeStoredZip([...entriesOf(genuine), { name: "events.ndjson", bytes: utf8("\n") }]),
    "container …",
  ],
  [
    "bytes that are no UTF-8 within the events",
    () => withBytes("events.ndjson", (bytes) => bytes.with(20, 0xff)),
    "events …",
  ],
  [
    "bytes that are no UTF-8 within the signed head",
    () => withBytes("checkpoint.txt", (bytes) => bytes.with(3, 0xc0)),
    "checkpoint",
  ],
  [
    "a byte order mark before the first event",
    () =>
      withBytes("events.ndjson", (bytes) => concatBytes(Uint8Array.of(0xef, 0xbb, 0xbf), bytes)),
    "events …",
  ],
  [
    "a key twice in an event",
    () => withLine(20, (line) => line.replace('"seq":20', '"seq":20,"seq":20')),
    "events …",
  ],
  [
    "a key twice in the manifest",
    () => manifested(genuineFiles, (text) => text.replace('"size":', '"size":1,"size":')),
    "manifest …",
  ],
  [
    "a number of 2^53",
    () => withLine(20, (line) => line.replace('"seq":20', '"seq":9007199254740992')),
    "events …",
  ],
  [
    "a number beyond 2^53 that rounds to another",
    () => withLine(20, (line) => line.replace('"seq":20', '"seq":9007199254740993')),
    "events …",
  ],
  [
    "a number written as a float",
    () => withLine(20, (line) => line.replace('"seq":20', '"seq":20.0')),
    "events …",
  ],
  [
    "half of a surrogate pair",
    () => forgedByOutsider(lines.map((line) => line.replaceAll("抽取过程", "\\ud800"))),
    "events …",
  ],
  [
    "a bundle of a version to come",
    () =>
      manifested(genuineFiles, (text) =>
        text.replace("yuanping-evidence/1", "yuanping-evidence/2"),
      ),
    "manifest …",
  ],
  [
    "an event of a version to come",
    () => withLine(20, (line) => line.replace('"v":1', '"v":2')),
    "events …",
  ],
];

/** Whole histories put in the place of the one that was. */
export const historyTampers: readonly Tamper[] = [
  [
    "the beginning of another evaluation",
    async () => {
      const other = await playTerminated("elsewhere");
      const opening = other.records[0];
      if (opening === undefined) throw new Error("no opening");
      return forgedByOutsider(rechained([opening, ...played.records.slice(1)]));
    },
    "sequence checkpoint …",
  ],
  [
    "another evaluation under this one's name",
    async () => {
      const other = await playTerminated("elsewhere");
      return packed(textsWith({ "events.ndjson": ndjson(other.lines) }));
    },
    "sequence checkpoint …",
  ],
  [
    "the record of everything but its beginning",
    () => forgedByOutsider(rechained(played.records.slice(1))),
    "sequence …",
  ],
  [
    "another sheet sealed in place of the one submitted, before the reveal",
    () =>
      forgedByOperator(
        rechained(changed("SheetSubmitted", (e) => ({ ...e, commitment: chanceOf(e.member) }))),
      ),
    "commitments sealing execution",
  ],
  [
    "everything signed anew with the key of an attacker, who names it in the manifest",
    async () => {
      const other = await logKey("attacker");
      const note = await other.signHead(played.stream, lines);
      const texts = textsWith({ "checkpoint.txt": note, "checkpoints.txt": undefined });
      return packed(texts, { vkey: other.vkey, version });
    },
    "checkpoint draw",
  ],
];
