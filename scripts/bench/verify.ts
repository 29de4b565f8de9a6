import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildBundle, streamOf } from "@yuanping/shared/evidence/index.ts";
import {
  checkpointOf,
  CompactRange,
  consistencyProof,
  ED25519,
  ed25519Signer,
  formatVkey,
  HashTree,
  inclusionProof,
  leafHash,
  noteKey,
  noteSigner,
  signCheckpoint,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from "@yuanping/shared/tlog/index.ts";
import { z } from "zod";
import { nodeSha256 } from "../verify/node-sha256.ts";
import { longStream } from "./long-stream.ts";
import { figureOf, type Figure } from "./spread.ts";

const sizes = [100_000, 1_000_000];
const proofs = 1000;
const installation = "yuanping.example/bench";
const verifyingChild = fileURLToPath(new URL("verify-child.ts", import.meta.url));
const childReportSchema = z.object({
  ok: z.boolean(),
  seconds: z.number(),
  cpuSeconds: z.number(),
  peakMiB: z.number(),
});

/**
 * Verification of long streams that the real core wrote, each in a process of its own so that its peak memory is its
 * own, and proofs out of the tree of the longest.
 */
export async function benchVerify(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), "yuanping-bench-"));
  const verified: object[] = [];
  const figures: Figure[] = [];
  try {
    for (const size of sizes) {
      const { bytes, tree } = await bundleOf(size);
      const path = join(folder, `${size}.zip`);
      writeFileSync(path, bytes);
      verified.push({
        events: size,
        bundleMiB: Math.round(bytes.length / 2 ** 20),
        ...child(path),
      });
      if (size === Math.max(...sizes)) figures.push(...(await proofFigures(tree)));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { figures, verified };
}

async function bundleOf(size: number): Promise<Readonly<{ bytes: Uint8Array; tree: HashTree }>> {
  const evaluation = `bench-${size}`;
  const tree = new HashTree([], nodeSha256);
  let range = CompactRange.empty(nodeSha256);
  const lines: string[] = [];
  for (const line of longStream(evaluation, size)) {
    const leaf = leafHash(utf8(line), nodeSha256);
    tree.append(leaf);
    range = range.append(leaf);
    lines.push(line);
  }
  const origin = `${installation}/${streamOf(evaluation)}`;
  const signer = await ed25519Signer(new Uint8Array(32).fill(7));
  const note = await signCheckpoint(checkpointOf(origin, range), noteSigner(origin, signer));
  const vkey = formatVkey(noteKey(installation, ED25519, signer.publicKey));
  return { bytes: buildBundle({ lines, notes: [note], vkey, version: "0.1.0" }), tree };
}

function child(path: string): z.infer<typeof childReportSchema> {
  const { stdout, stderr } = spawnSync(process.execPath, [verifyingChild, path], {
    encoding: "utf8",
  });
  if (stdout === "") throw new Error(stderr);
  return childReportSchema.parse(JSON.parse(stdout));
}

/** Making and checking proofs from places spread over the whole tree. */
async function proofFigures(tree: HashTree): Promise<readonly Figure[]> {
  const { size } = tree;
  const root = CompactRange.empty(nodeSha256).appendAll(leavesOf(tree)).root();
  const name = `over ${size} events`;
  const places = Array.from(
    { length: proofs },
    (_, n) => 1 + Math.floor((n * (size - 2)) / proofs),
  );
  const each = (work: (place: number) => void) => async () =>
    places.map((place) => {
      const from = performance.now();
      work(place);
      return (performance.now() - from) * 1000;
    });
  const { algorithm } = tree;
  const earlier = Math.floor(size / 3);
  const earlierRoot = CompactRange.empty(nodeSha256).appendAll(leavesOf(tree, earlier)).root();
  const consistency = consistencyProof(tree, earlier, size);
  return [
    await figureOf(
      `inclusion proof ${name}: made`,
      "µs",
      1,
      each((at) => inclusionProof(tree, at, size)),
    ),
    await figureOf(
      `inclusion proof ${name}: made and checked`,
      "µs",
      1,
      each((at) =>
        verifyInclusion(
          BigInt(at),
          BigInt(size),
          tree.node(0, at),
          inclusionProof(tree, at, size),
          root,
          algorithm,
        ),
      ),
    ),
    await figureOf(
      `consistency proof ${name}: made`,
      "µs",
      1,
      each((at) => consistencyProof(tree, at, size)),
    ),
    await figureOf(
      `consistency proof ${name}: checked`,
      "µs",
      1,
      each(() =>
        verifyConsistency(BigInt(earlier), BigInt(size), consistency, earlierRoot, root, algorithm),
      ),
    ),
  ];
}

function* leavesOf(tree: HashTree, size: number = tree.size): Generator<Uint8Array, void> {
  for (let index = 0; index < size; index += 1) yield tree.node(0, index);
}
