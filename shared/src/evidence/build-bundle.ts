import { recordSchema } from "../contracts/record.ts";
import { CompactRange, hex, leafHash, utf8 } from "../tlog/index.ts";
import { bundleReadme } from "./bundle-readme.ts";
import { joinNotes } from "./checkpoint-list.ts";
import { derivedFiles } from "./derived-files.ts";
import { Fold } from "./fold.ts";
import { LineSheet } from "./line-sheet.ts";
import { streamOf } from "../contracts/record.ts";
import { bundleFiles, bundleFormat, listed, manifestEntry, type BundleFile } from "./manifest.ts";
import { mergedNotes, witnessFiles } from "./witness-files.ts";
import { writeStoredZip, type ZipEntry } from "./stored-zip.ts";

export type BundleFaultCode = "evidence.no-events" | "evidence.no-checkpoint";

/** There is nothing that a bundle could be made of, or nothing that signs it yet. */
export class BundleFault extends Error {
  readonly code: BundleFaultCode;

  constructor(code: BundleFaultCode, message: string) {
    super(`${code}: ${message}`);
    this.name = "BundleFault";
    this.code = code;
  }
}

export type BundleSource = Readonly<{
  /** The stream's events in order: the canonical JSON text of each, as its Merkle leaf has it. */
  lines: Iterable<string>;
  /** Signed checkpoints of the stream in C2SP form, in any order; one must be over all events. */
  notes: readonly string[];
  /** The installation's log key in C2SP form. */
  vkey: string;
  /** How the log came to that key, as both keys signed each change; none where it is the first. */
  keyChanges?: readonly string[];
  /** The version of the product. */
  version: string;
}>;

/**
 * The evidence bundle of one evaluation: the same source gives the same bytes. Throws {@link BundleFault}, and what
 * parsing and folding throw where the lines are no stream.
 */
export function buildBundle(source: BundleSource): Uint8Array {
  const { lines, notes, vkey, keyChanges = [], version } = source;
  const fold = new Fold();
  const sheet = new LineSheet();
  const cosigned: string[] = [];
  let range = CompactRange.empty();
  for (const line of lines) {
    const bytes = utf8(line);
    const record = recordSchema.parse(JSON.parse(line));
    fold.add(record);
    if (record.event.type === "HeadCosigned") cosigned.push(record.event.note);
    range = range.append(leafHash(bytes));
    sheet.add(bytes);
  }
  const folded = fold.end();
  if (folded === undefined) throw new BundleFault("evidence.no-events", "the stream is empty");
  const { final, earlier } = sortNotes([...notes, ...cosigned], range.size);
  const texts: Readonly<Partial<Record<BundleFile, string>>> = {
    "checkpoint.txt": final,
    ...(earlier.length === 0 ? {} : { "checkpoints.txt": joinNotes(earlier) }),
    ...derivedFiles(folded.state, folded.reported),
    ...witnessFiles(folded.state, vkey),
    ...(keyChanges.length === 0 ? {} : { "keys.txt": joinNotes(keyChanges) }),
    "README.txt": bundleReadme,
  };
  const files = bundleFiles.flatMap(({ name }): readonly ZipEntry[] => {
    if (name === "events.ndjson") return [{ name, bytes: sheet.bytes() }];
    const text = texts[name];
    return text === undefined ? [] : [{ name, bytes: utf8(text) }];
  });
  const manifest = manifestEntry({
    format: bundleFormat,
    evaluation: folded.state.id,
    stream: streamOf(folded.state.id),
    size: range.size,
    root: hex(range.root()),
    vkey,
    version,
    files: files.map((file) => listed(file)),
  });
  return writeStoredZip([manifest, ...files]);
}

/** The note over all events, and one of each smaller size, with everybody's signatures. */
function sortNotes(
  notes: readonly string[],
  size: number,
): Readonly<{ final: string; earlier: readonly string[] }> {
  const bySize = mergedNotes(notes);
  const final = bySize.get(BigInt(size));
  if (final === undefined) {
    throw new BundleFault("evidence.no-checkpoint", `no checkpoint over ${size} events`);
  }
  const earlier = [...bySize]
    .filter(([covered]) => covered > 0n && covered < BigInt(size))
    .toSorted(([a], [b]) => Number(a - b))
    .map(([, note]) => note);
  return { final, earlier };
}
