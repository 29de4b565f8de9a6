import { recordSchema } from "../contracts/record.ts";
import { fromUtf8, hex, leafHash, SHA_256, utf8, type HashAlgorithm } from "../tlog/index.ts";
import { redactedReadme } from "./bundle-readme.ts";
import { endsItsLines, linesOf } from "./checks/events.ts";
import { readManifest } from "./checks/manifest.ts";
import { LineSheet } from "./line-sheet.ts";
import { bundleFormat, listed, manifestEntry, redactedFiles, redactedFormat } from "./manifest.ts";
import { readStoredZip } from "./stored-zip-reader.ts";
import { writeStoredZip, type ZipEntry } from "./stored-zip.ts";
import { hasWithholdable, withheldLine, withholding } from "./withheld.ts";

/**
 * The bundle with personal data as salted hashes: lines that hold any keep their leaf hash and show the rest, all other
 * lines stay as they are, so that root and signatures are those of the whole record. The report, which is full of names,
 * is left out. The same bundle and salt (32 bytes in hex) give the same bytes. Throws `RangeError` when `bundle` is not a
 * whole one, and what parsing throws.
 */
export function redactBundle(
  bundle: Uint8Array,
  salt: string,
  algorithm: HashAlgorithm = SHA_256,
): Uint8Array {
  const { entries } = readStoredZip(bundle);
  const manifest = readManifest(entries);
  const given = new Map(entries.map(({ name, bytes }) => [name, bytes]));
  const events = given.get("events.ndjson");
  if (manifest?.format !== bundleFormat || events === undefined || !endsItsLines(events)) {
    throw new RangeError("not a whole bundle");
  }
  const sheet = new LineSheet();
  // A command's id stands in all its events, so they are withheld together.
  let withheldCommand: string | undefined;
  for (const line of linesOf(events)) {
    const record = recordSchema.parse(JSON.parse(fromUtf8(line)));
    if (hasWithholdable(record)) withheldCommand = record.cause.id;
    if (record.cause.id !== withheldCommand) {
      sheet.add(line);
      continue;
    }
    const leaf = hex(leafHash(line, algorithm));
    sheet.add(utf8(withheldLine(leaf, withholding(record, salt))));
  }
  const files = redactedFiles.flatMap((name): readonly ZipEntry[] => {
    if (name === "events.ndjson") return [{ name, bytes: sheet.bytes() }];
    if (name === "README.txt") return [{ name, bytes: utf8(redactedReadme) }];
    const bytes = given.get(name);
    return bytes === undefined ? [] : [{ name, bytes }];
  });
  const list = files.map((file) => listed(file, algorithm));
  return writeStoredZip([
    manifestEntry({ ...manifest, format: redactedFormat, files: list }),
    ...files,
  ]);
}
