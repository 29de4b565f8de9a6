import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { crc32 } from "node:zlib";
import { verifyBundle, type Verification } from "@yuanping/shared/evidence/index.ts";
import { readManifest } from "@yuanping/shared/evidence/checks/manifest.ts";
import { endsItsLines } from "@yuanping/shared/evidence/checks/events.ts";
import { looksLikeZip, readEntries } from "@yuanping/shared/evidence/stored-zip-reader.ts";
import { isEventAt, lineTable } from "./line-table.ts";
import { nodeSha256 } from "./node-sha256.ts";
import { readBounded } from "./read-bounded.ts";

/** Below this a second thread costs more than it saves. */
const worthAThread = 16 * 2 ** 20;
/** What the second thread may hold of its own; the bytes themselves are shared. */
const threadHeapMb = 128;

/**
 * Verifies a bundle with what Node.js has: its own hashes, and for a long one a second thread that reads the lines ahead
 * with the verifier's own reader. The file's bytes are held once. Throws `Unreadable`.
 *
 * @param aheadFrom from how many bytes on a second thread is worth it
 */
export async function verifyFile(
  path: string,
  options: Readonly<{ trustedKeys?: readonly string[] }> = {},
  aheadFrom: number = worthAThread,
): Promise<Verification> {
  const bytes = readBounded(
    path,
    undefined,
    (length) => new Uint8Array(new SharedArrayBuffer(length)),
  );
  const ahead = bytes.length < aheadFrom ? undefined : readAhead(bytes);
  try {
    const platform = { algorithm: nodeSha256, checksum: (part: Uint8Array) => crc32(part) };
    const vouched = ahead === undefined ? {} : { isVouched: ahead.isVouched };
    return await verifyBundle(bytes, { ...options, ...platform, ...vouched });
  } finally {
    await ahead?.worker.terminate();
  }
}

function readAhead(bytes: Uint8Array) {
  if (availableParallelism() < 2 || !looksLikeZip(bytes)) return undefined;
  const { entries } = readEntries(bytes);
  const file = entries.find(({ name }) => name === "events.ndjson")?.bytes;
  const manifest = readManifest(entries);
  if (file === undefined || manifest === undefined || !endsItsLines(file)) return undefined;
  // An event is longer than this, so that a manifest that claims more takes no more memory.
  const lines = Math.min(manifest.size, Math.ceil(file.length / 100));
  const table = lineTable(lines);
  const workerData = { file, table };
  const worker = new Worker(new URL("line-worker.ts", import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: threadHeapMb },
  });
  // What it cannot do, the verifier's own thread does.
  worker.on("error", () => {});
  return { worker, isVouched: (place: number) => isEventAt(table, place) };
}
