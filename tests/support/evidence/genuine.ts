import { recordSchema, type EventRecord } from "@yuanping/shared/contracts/record.ts";
import { buildBundle, verifyBundle } from "@yuanping/shared/evidence/index.ts";
import {
  bundleFormat,
  listed,
  manifestEntry,
  manifestSchema,
  type BundleFile,
  type Manifest,
} from "@yuanping/shared/evidence/manifest.ts";
import { readStoredZip } from "@yuanping/shared/evidence/stored-zip-reader.ts";
import { writeStoredZip, type ZipEntry } from "@yuanping/shared/evidence/stored-zip.ts";
import {
  canonicalize,
  emptyRoot,
  fromUtf8,
  hex,
  leafHash,
  utf8,
} from "@yuanping/shared/tlog/index.ts";
import { installation, logKey, rangeOf } from "../log-key.ts";
import { playEvaluation } from "../evaluation-script.ts";

export { installation, logKey };
export const version = "0.1.0";

export const key = await logKey("genuine");
export const played = await playEvaluation();
const sizes = [40, 120, played.lines.length];
export const notes = await Promise.all(
  sizes.map((size) => key.signHead(played.stream, played.lines.slice(0, size))),
);
export const genuine = buildBundle({ lines: played.lines, notes, vkey: key.vkey, version });

/** The names of the checks that a bundle fails, in their order. */
export async function failing(
  bytes: Uint8Array,
  trustedKeys?: readonly string[],
): Promise<readonly string[]> {
  const found = await verifyBundle(bytes, trustedKeys === undefined ? {} : { trustedKeys });
  return found.checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

export function entriesOf(bundle: Uint8Array): readonly ZipEntry[] {
  return readStoredZip(bundle).entries;
}

export type Texts = Readonly<Partial<Record<BundleFile, string>>>;

/** The genuine files with some replaced, or left out where `undefined` stands. */
export function textsWith(changes: Partial<Record<BundleFile, string | undefined>>): Texts {
  const texts = entriesOf(genuine)
    .filter(({ name }) => name !== "manifest.json")
    .map(({ name, bytes }) => [name, fromUtf8(bytes)] as const);
  const all = { ...Object.fromEntries(texts), ...changes };
  return Object.fromEntries(Object.entries(all).filter(([, text]) => text !== undefined));
}

/** A correct container with a correct manifest around any files; what the manifest claims can be changed. */
export function packed(texts: Texts, claims: Partial<Manifest> = {}): Uint8Array {
  const files = Object.entries(texts).map(([name, text]) => ({ name, bytes: utf8(text) }));
  const lines = (texts["events.ndjson"] ?? "").split("\n").filter((line) => line !== "");
  const manifest = {
    format: bundleFormat,
    evaluation: played.evaluation,
    stream: played.stream,
    size: lines.length,
    root: hex(rangeOf(lines).root()),
    vkey: key.vkey,
    version,
    files: files.map((file) => listed(file)),
    ...claims,
  } as const;
  return writeStoredZip([manifestEntry(manifestSchema.parse(manifest)), ...files]);
}

/** Numbers and chains records anew, so that only what they say can be wrong. */
export function rechained(records: readonly EventRecord[]): readonly string[] {
  let prev = hex(emptyRoot());
  return records.map((record, seq) => {
    const line = canonicalize({ ...record, seq, prev });
    prev = hex(leafHash(utf8(line)));
    return line;
  });
}

export function recordsFrom(lines: readonly string[]): readonly EventRecord[] {
  return lines.map((line) => recordSchema.parse(JSON.parse(line)));
}

/**
 * What the operator could do, who has the log's key: other events, with everything derived and signed anew, and without
 * the earlier heads, which would contradict them.
 */
export async function forgedByOperator(lines: readonly string[]): Promise<Uint8Array> {
  const note = await key.signHead(played.stream, lines);
  const whole = entriesOf(buildBundle({ lines, notes: [note], vkey: key.vkey, version }));
  const files = whole.filter(({ name }) => !["manifest.json", "checkpoints.txt"].includes(name));
  return packed(Object.fromEntries(files.map(({ name, bytes }) => [name, fromUtf8(bytes)])));
}

/** What an outsider could do: other events with a fitting manifest, but the signatures as they were. */
export function forgedByOutsider(lines: readonly string[]): Uint8Array {
  return packed(textsWith({ "events.ndjson": lines.map((line) => `${line}\n`).join("") }));
}
