import type { Manifest } from "@yuanping/shared/evidence/index.ts";
import { listed } from "@yuanping/shared/evidence/manifest.ts";
import { writeStoredZip, zipParts } from "@yuanping/shared/evidence/stored-zip.ts";
import { concatBytes, utf8 } from "@yuanping/shared/tlog/index.ts";
import { zipSync } from "fflate";
import { chanceOf } from "../evaluation-room.ts";
import { entriesOf, genuine, packed, textsWith } from "./genuine.ts";
import type { Tamper } from "./tampers.ts";

/** The genuine bundle with one bit flipped in the middle of a part of its container. */
function flippedIn(what: string): Uint8Array {
  let at = 0;
  for (const part of zipParts(entriesOf(genuine))) {
    if (part.what === what) return flippedAt(at + Math.floor(part.bytes.length / 2));
    at += part.bytes.length;
  }
  throw new Error(`no part "${what}"`);
}

function flippedAt(at: number): Uint8Array {
  const bytes = genuine.slice();
  bytes[at] = (bytes[at] ?? 0) ^ 0x10;
  return bytes;
}

/** The genuine files with something else said of the first of them. */
function withListed(claim: Partial<Manifest["files"][number]>): Uint8Array {
  const files = entriesOf(genuine)
    .slice(1)
    .map((file) => listed(file));
  return packed(textsWith({}), { files: files.map((f, n) => (n === 0 ? { ...f, ...claim } : f)) });
}

export const containerTampers: readonly Tamper[] = [
  ["a bit of an entry's header", () => flippedIn("the header of report.json"), "container …"],
  ["a bit of the events", () => flippedIn("the content of events.ndjson"), "container …"],
  ["a bit of the manifest", () => flippedIn("the content of manifest.json"), "container …"],
  ["a bit of the signature", () => flippedIn("the content of checkpoint.txt"), "container …"],
  ["a bit of the central directory", () => flippedIn("the central directory"), "container"],
  ["a bit of the end record", () => flippedIn("the end record"), "container"],
  ["the first byte", () => flippedAt(0), "container …"],
  ["the last byte cut off", () => genuine.subarray(0, -1), "container"],
  ["the second half cut off", () => genuine.subarray(0, genuine.length >> 1), "container …"],
  ["a byte put after the end", () => concatBytes(genuine, Uint8Array.of(0)), "container"],
  [
    "the same files, compressed",
    () => zipSync(Object.fromEntries(entriesOf(genuine).map(({ name, bytes }) => [name, bytes]))),
    "container …",
  ],
];

export const filesTampers: readonly Tamper[] = [
  [
    "two files in another order",
    () => writeStoredZip([...entriesOf(genuine)].toReversed()),
    "manifest",
  ],
  [
    "a file that nobody asked for",
    () => writeStoredZip([...entriesOf(genuine), { name: "extra.txt", bytes: utf8("x") }]),
    "manifest",
  ],
  ["no profile", () => packed(textsWith({ "profile.json": undefined })), "manifest rules"],
  ["other instructions", () => packed(textsWith({ "README.txt": "all is well\n" })), "manifest"],
  ["another profile", () => packed(textsWith({ "profile.json": "{}" })), "rules"],
  ["another method", () => packed(textsWith({ "method.json": "{}" })), "rules"],
  ["another outcome", () => packed(textsWith({ "outcome.json": "{}" })), "totals"],
  ["another report", () => packed(textsWith({ "report.json": "{}" })), "report"],
  ["another page", () => packed(textsWith({ "report.html": "<p>" })), "report"],
  ["no outcome", () => packed(textsWith({ "outcome.json": undefined })), "totals"],
  [
    "the name of another evaluation",
    () => packed(textsWith({}), { evaluation: "other", stream: "evaluation/other" }),
    "sequence checkpoint draw",
  ],
  [
    "the manifest in another place",
    () => {
      const [manifest, first, ...rest] = entriesOf(genuine);
      if (manifest === undefined || first === undefined) throw new Error("no entries");
      return writeStoredZip([first, manifest, ...rest]);
    },
    "manifest",
  ],
  [
    "the stream of another evaluation",
    () => packed(textsWith({}), { stream: "evaluation/other" }),
    "manifest sequence checkpoint draw",
  ],
  [
    "the id of another evaluation",
    () => packed(textsWith({}), { evaluation: "other" }),
    "manifest sequence",
  ],
  [
    "a file listed that is not there",
    () => {
      const texts = textsWith({ "checkpoints.txt": undefined });
      const files = entriesOf(packed(texts))
        .slice(1)
        .map((file) => listed(file));
      return packed(texts, { files: [...files, { name: "x", sha256: chanceOf("x"), size: 1 }] });
    },
    "manifest",
  ],
  ["a file with another hash than listed", () => withListed({ sha256: chanceOf("x") }), "manifest"],
  ["a file with another size than listed", () => withListed({ size: 1 }), "manifest"],
  ["a claim of another size", () => packed(textsWith({}), { size: 9 }), "sequence root"],
  ["a claim of another root", () => packed(textsWith({}), { root: chanceOf("") }), "root"],
  ["no manifest", () => writeStoredZip(entriesOf(genuine).slice(1)), "manifest …"],
];
