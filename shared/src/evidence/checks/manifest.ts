import {
  equalBytes,
  fromUtf8,
  parseCanonical,
  utf8,
  type HashAlgorithm,
} from "../../tlog/index.ts";
import { bundleReadme, redactedReadme } from "../bundle-readme.ts";
import { fail, pass, unchecked, noManifest, type Finding } from "../check.ts";
import { streamOf } from "../../contracts/record.ts";
import {
  bundleFiles,
  listed,
  manifestName,
  manifestSchema,
  redactedFiles,
  redactedFormat,
  type Manifest,
} from "../manifest.ts";
import type { ZipEntry } from "../stored-zip.ts";

/** The manifest among the entries; undefined when there is none that is canonical and of this format. */
export function readManifest(entries: readonly ZipEntry[]): Manifest | undefined {
  const entry = entries.find(({ name }) => name === manifestName);
  if (entry === undefined) return undefined;
  try {
    const parsed = manifestSchema.safeParse(parseCanonical(fromUtf8(entry.bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    // Not UTF-8, not JSON, not canonical: all the same, there is no manifest.
    return undefined;
  }
}

/** The bundle holds the files of the format in their order, and each is the one the manifest names by hash. */
export function checkManifest(
  entries: readonly ZipEntry[],
  manifest: Manifest | undefined,
  algorithm: HashAlgorithm,
): Finding {
  if (manifest === undefined) return unchecked(noManifest);
  if (manifest.stream !== streamOf(manifest.evaluation)) {
    return fail("stream and evaluation differ", "记录名称与评审编号不符");
  }
  // A manifest in another place would stand among the files, where the format has none.
  const files = entries.slice(1);
  const present = new Set(files.map(({ name }) => name));
  const isRedacted = manifest.format === redactedFormat;
  const expected = bundleFiles
    .filter(({ name, required }) => required || present.has(name))
    .filter(({ name }) => !isRedacted || redactedFiles.includes(name))
    .map(({ name }) => name);
  const found = files.map(({ name }) => name).join(" ");
  if (found !== expected.join(" ")) {
    return fail(
      `the files are "${found}", not "${expected.join(" ")}"`,
      `文件应为 ${expected.join("、")}`,
    );
  }
  if (manifest.files.length !== files.length) {
    return fail("the manifest does not list every file", "清单未列出全部文件");
  }
  for (const [index, entry] of files.entries()) {
    const actual = listed(entry, algorithm);
    const stated = manifest.files[index];
    if (
      stated?.name !== actual.name ||
      stated.sha256 !== actual.sha256 ||
      stated.size !== actual.size
    ) {
      return fail(`${entry.name} is not the listed one`, `${entry.name} 与清单所列不符`);
    }
  }
  const readme = files.find(({ name }) => name === "README.txt");
  const instructions = isRedacted ? redactedReadme : bundleReadme;
  if (readme === undefined || !equalBytes(readme.bytes, utf8(instructions))) {
    return fail("README.txt is not the format's own", "README.txt 不是本格式的原文");
  }
  return pass(`${files.length} files as listed`, `${files.length} 个文件与清单相符`);
}
