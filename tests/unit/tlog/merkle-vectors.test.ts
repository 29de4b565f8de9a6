import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import {
  CompactRange,
  HashTree,
  ProofError,
  concatBytes,
  consistencyProof,
  emptyRoot,
  fromHex,
  hex,
  inclusionProof,
  leafHash,
  nodeHash,
  rootAt,
  sha256,
  utf8,
  verifyConsistency,
  verifyInclusion,
} from "@yuanping/shared/tlog/index.ts";

const uint64 = z.union([z.number(), z.string()]).transform((value) => BigInt(value));
const hash = z.string().transform(fromHex);
const path = z.array(hash);
const inclusionCase = z.object({
  leafIndex: uint64,
  treeSize: uint64,
  leafHash: hash,
  root: hash,
  proof: path,
});
const consistencyCase = z.object({
  size1: uint64,
  size2: uint64,
  root1: hash,
  root2: hash,
  proof: path,
});
const probe = { file: z.string(), wantErr: z.boolean() };
const vectors = z
  .object({
    hashes: z.object({
      empty: z.string(),
      emptyLeaf: z.string(),
      leaf_L123456: z.string(),
      node_N123_N456: z.string(),
    }),
    leafInputsHex: z.array(hash),
    leafHashes: z.array(z.string()),
    roots_by_size: z.array(z.string()),
    nodes: z.record(z.string(), z.array(z.string())),
    inclusion: z.array(inclusionCase),
    consistency: z.array(consistencyCase),
    probes: z.object({
      inclusion: z.array(inclusionCase.extend(probe)),
      consistency: z.array(consistencyCase.extend(probe)),
    }),
  })
  .parse(
    JSON.parse(
      readFileSync(new URL("../../vectors/tlog/merkle-vectors.json", import.meta.url), "utf8"),
    ),
  );

const tree = new HashTree(vectors.leafInputsHex.map((data) => leafHash(data)));

describe("RFC 6962 hashes", () => {
  it("gives the published single hashes", () => {
    expect(hex(emptyRoot())).toBe(vectors.hashes.empty);
    expect(hex(leafHash(new Uint8Array(0)))).toBe(vectors.hashes.emptyLeaf);
    expect(hex(leafHash(utf8("L123456")))).toBe(vectors.hashes.leaf_L123456);
  });

  it("prefixes nodes with 01 and joins nothing but hashes", () => {
    // The published node example joins two 4-byte strings; they are no hashes, so our nodes refuse them.
    const example = concatBytes(Uint8Array.of(1), utf8("N123"), utf8("N456"));
    expect(hex(sha256(example))).toBe(vectors.hashes.node_N123_N456);
    expect(() => nodeHash(utf8("N123"), utf8("N456"))).toThrow(RangeError);
    const [left, right] = vectors.leafHashes.map(fromHex);
    if (left === undefined || right === undefined) throw new Error("vectors");
    expect(hex(nodeHash(left, right))).toBe(vectors.roots_by_size[2]);
  });

  it("gives the published leaf hashes, nodes and roots", () => {
    expect(vectors.leafInputsHex.map((data) => hex(leafHash(data)))).toEqual(vectors.leafHashes);
    for (const [name, nodes] of Object.entries(vectors.nodes)) {
      const level = Number(name.replace("level", ""));
      expect(nodes.map((_, index) => hex(tree.node(level, index)))).toEqual(nodes);
    }
    expect(vectors.roots_by_size.map((_, size) => hex(rootAt(tree, size)))).toEqual(
      vectors.roots_by_size,
    );
  });

  it("gives the published roots from the compact range too", () => {
    let range = CompactRange.empty();
    const roots = [hex(range.root())];
    for (const leaf of vectors.leafHashes) {
      range = range.append(fromHex(leaf));
      roots.push(hex(range.root()));
    }
    expect(roots).toEqual(vectors.roots_by_size);
  });
});

describe("published proofs", () => {
  it("are 36 of each kind", () => {
    expect([vectors.inclusion.length, vectors.consistency.length]).toEqual([36, 36]);
  });

  it.each(vectors.inclusion)("inclusion of $leafIndex in $treeSize is made and verified", (v) => {
    expect(inclusionProof(tree, Number(v.leafIndex), Number(v.treeSize))).toEqual(v.proof);
    verifyInclusion(v.leafIndex, v.treeSize, v.leafHash, v.proof, v.root);
  });

  it.each(vectors.consistency)("consistency of $size1 with $size2 is made and verified", (v) => {
    expect(consistencyProof(tree, Number(v.size1), Number(v.size2))).toEqual(v.proof);
    verifyConsistency(v.size1, v.size2, v.proof, v.root1, v.root2);
  });
});

describe("upstream probes", () => {
  it("are 49 of each kind, most of them traps", () => {
    const { inclusion, consistency } = vectors.probes;
    expect([inclusion.length, consistency.length]).toEqual([49, 49]);
    expect(inclusion.filter((v) => v.wantErr).length).toBe(46);
    expect(consistency.filter((v) => v.wantErr).length).toBe(45);
  });

  it.each(vectors.probes.inclusion)("$file (refused: $wantErr)", (v) => {
    const verify = () => verifyInclusion(v.leafIndex, v.treeSize, v.leafHash, v.proof, v.root);
    expect(isRefused(verify)).toBe(v.wantErr);
  });

  it.each(vectors.probes.consistency)("$file (refused: $wantErr)", (v) => {
    const verify = () => verifyConsistency(v.size1, v.size2, v.proof, v.root1, v.root2);
    expect(isRefused(verify)).toBe(v.wantErr);
  });
});

function isRefused(verify: () => void): boolean {
  try {
    verify();
  } catch (error) {
    if (error instanceof ProofError) return true;
    throw error;
  }
  return false;
}
