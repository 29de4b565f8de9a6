import { z } from "zod";
import { digestSchema, evaluationIdSchema } from "../contracts/ids.ts";
import { canonicalize, hex, SHA_256, utf8, type HashAlgorithm } from "../tlog/index.ts";
import type { ZipEntry } from "./stored-zip.ts";

export const bundleFormat = "yuanping-evidence/1";
/** A bundle with personal data withheld: see `redactBundle`. */
export const redactedFormat = "yuanping-evidence-redacted/1";
export const manifestName = "manifest.json";

/** The files of a bundle after its manifest, in their order, and whether each must be there. */
export const bundleFiles = [
  { name: "events.ndjson", required: true },
  { name: "checkpoint.txt", required: true },
  { name: "checkpoints.txt", required: false },
  { name: "contradictions.txt", required: false },
  { name: "policy.txt", required: false },
  { name: "keys.txt", required: false },
  { name: "profile.json", required: true },
  { name: "method.json", required: true },
  { name: "transcript.json", required: false },
  { name: "pool.ndjson", required: false },
  { name: "earlier-draws.ndjson", required: false },
  { name: "outcome.json", required: false },
  { name: "report.json", required: false },
  { name: "report.html", required: false },
  { name: "earlier-reports.ndjson", required: false },
  { name: "README.txt", required: true },
] as const;
export type BundleFile = (typeof bundleFiles)[number]["name"];

/** The files of a redacted bundle: the report is full of names. */
export const redactedFiles: readonly BundleFile[] = bundleFiles
  .map(({ name }) => name)
  .filter((name) => !name.includes("report"));

/** `manifest.json`: what the bundle is about, the head it claims, and every other file by hash. */
export const manifestSchema = z.strictObject({
  format: z.enum([bundleFormat, redactedFormat]),
  evaluation: evaluationIdSchema,
  stream: z.string().max(128),
  /** Events in the stream, and the root of their Merkle tree in hex. */
  size: z.int().min(1),
  root: digestSchema,
  /** The installation's log key in C2SP form; streams are signed by the same key under their own origin. */
  vkey: z.string().min(1).max(8192),
  /** The version of the product that exported it; for people only, nothing depends on it. */
  version: z.string().min(1).max(64),
  files: z
    .array(
      z.strictObject({ name: z.string().max(100), sha256: digestSchema, size: z.int().min(0) }),
    )
    .max(bundleFiles.length),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A file's line in the manifest. */
export function listed(
  { name, bytes }: ZipEntry,
  algorithm: HashAlgorithm = SHA_256,
): Manifest["files"][number] {
  return { name, sha256: hex(algorithm.digest(bytes)), size: bytes.length };
}

export function manifestEntry(manifest: Manifest): ZipEntry {
  return { name: manifestName, bytes: utf8(canonicalize(manifest)) };
}
