import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
  CompactRange,
  HashTree,
  ProofError,
  consistencyProof,
  hex,
  inclusionProof,
  leafHash,
  rootAt,
  utf8,
  verifyConsistency,
  verifyInclusion,
  type HashAlgorithm,
} from "@yuanping/shared/tlog/index.ts";
import { MTH, PATH, PROOF } from "../../support/reference-tree.ts";

const LARGEST_ROOT = 300;
const LARGEST_PROOF = 64;
const data = Array.from({ length: LARGEST_ROOT }, (_, i) => utf8(`entry ${i}`));
const leaves = data.map((entry) => leafHash(entry));
const tree = new HashTree(leaves);
const roots = Array.from({ length: LARGEST_ROOT + 1 }, (_, size) => MTH(data.slice(0, size)));

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new Error(`nothing at ${index}`);
  return item;
}

function code(action: () => void): string {
  try {
    action();
  } catch (error) {
    if (error instanceof ProofError) return error.code;
    throw error;
  }
  return "accepted";
}

/** The positions of the attempts that went through. */
function accepted(attempts: readonly (() => void)[]): number[] {
  return [...attempts.keys()].filter((i) => code(at(attempts, i)) === "accepted");
}

function range(start: number, end: number): number[] {
  return Array.from({ length: end - start }, (_, i) => start + i);
}

/** On which side each sibling of a leaf stands, from the root down; "outside" when there is no such leaf. */
function sides(index: number, size: number): string {
  if (index >= size) return "outside";
  if (size === 1) return "";
  const middle = 2 ** Math.ceil(Math.log2(size) - 1);
  return index < middle ? `r${sides(index, middle)}` : `l${sides(index - middle, size - middle)}`;
}

/** The same bytes with one bit turned. */
function flip(bytes: Uint8Array, bit: number): Uint8Array {
  const turned = bytes.slice();
  turned[bit >> 3] = at([...turned], bit >> 3) ^ (1 << (bit & 7));
  return turned;
}

/** Every proof that differs in one element: turned bit, dropped, doubled, swapped, shortened, lengthened. */
function mutations(proof: readonly Uint8Array[], bit: number): Uint8Array[][] {
  const extra = at(leaves, 7);
  const changed: Uint8Array[][] = [
    [...proof, extra],
    [extra, ...proof],
  ];
  for (const [i, element] of proof.entries()) {
    changed.push(proof.with(i, flip(element, bit)));
    changed.push(proof.toSpliced(i, 1));
    changed.push(proof.toSpliced(i, 0, element));
    changed.push(proof.with(i, element.subarray(0, 31)));
    changed.push(proof.with(i, new Uint8Array(0)));
    if (i > 0) changed.push(proof.with(i, at(proof, i - 1)).with(i - 1, element));
  }
  return changed;
}

describe("the tree against the reference", () => {
  it("has the reference root at every size up to 300, folded and stored", () => {
    let folded = CompactRange.empty();
    for (const [i, leaf] of leaves.entries()) {
      expect(hex(folded.root())).toBe(hex(at(roots, i)));
      folded = folded.append(leaf);
      expect(hex(rootAt(tree, i + 1))).toBe(hex(at(roots, i + 1)));
    }
    expect(folded.root()).toEqual(at(roots, LARGEST_ROOT));
    expect(folded.size).toBe(LARGEST_ROOT);
  });

  it("goes on from a stored compact range at every size as if it had never stopped", () => {
    for (let size = 0; size <= LARGEST_PROOF; size++) {
      const before = CompactRange.empty().appendAll(leaves.slice(0, size));
      const stored = CompactRange.restore(JSON.parse(JSON.stringify(before.serialise())));
      expect(stored.appendAll(leaves.slice(size)).root()).toEqual(at(roots, LARGEST_ROOT));
      expect(before.root()).toEqual(at(roots, size));
    }
  });

  it("refuses a stored range that cannot be one", () => {
    const { size, peaks } = CompactRange.empty().appendAll(leaves.slice(0, 5)).serialise();
    expect(() => CompactRange.restore({ size: size + 2, peaks })).toThrow(RangeError);
    expect(() => CompactRange.restore({ size, peaks: peaks.slice(1) })).toThrow(RangeError);
    expect(() => CompactRange.restore({ size: -1, peaks })).toThrow(RangeError);
    expect(() => CompactRange.restore({ size: 1, peaks: ["00"] })).toThrow(RangeError);
    expect(() => CompactRange.empty().append(new Uint8Array(31))).toThrow(RangeError);
  });

  it("does not let a caller reach into its hashes", () => {
    const leaf = at(leaves, 0).slice();
    const single = CompactRange.empty().append(leaf);
    leaf.fill(0);
    single.root().fill(0);
    tree.node(0, 0).fill(0);
    expect(single.root()).toEqual(at(roots, 1));
    expect(tree.node(0, 0)).toEqual(at(leaves, 0));
  });

  it("has no node that is incomplete or beyond its end", () => {
    for (const [level, index] of [
      [0, LARGEST_ROOT],
      [0, -1],
      [0, 0.5],
      [3, 37],
      [9, 0],
    ] as const) {
      expect(() => tree.node(level, index)).toThrow(RangeError);
    }
    expect(tree.node(3, 36)).toEqual(MTH(data.slice(288, 296)));
    expect(() => new HashTree([new Uint8Array(33)])).toThrow(RangeError);
  });

  it("works over another hash of 32 bytes", () => {
    const sm3: HashAlgorithm = {
      name: "sm3",
      digest: (bytes) => new Uint8Array(createHash("sm3").update(bytes).digest()),
    };
    const sm3Leaves = data.slice(0, 11).map((entry) => leafHash(entry, sm3));
    const sm3Tree = new HashTree(sm3Leaves, sm3);
    const root = CompactRange.empty(sm3).appendAll(sm3Leaves).root();
    const proof = inclusionProof(sm3Tree, 6, 11);
    verifyInclusion(6n, 11n, at(sm3Leaves, 6), proof, root, sm3);
    expect(code(() => verifyInclusion(6n, 11n, at(sm3Leaves, 6), proof, root))).toBe(
      "proof.root-mismatch",
    );
  });
});

describe("inclusion proofs", () => {
  it("equal the reference and verify for every leaf of every tree up to 64", () => {
    for (let size = 1; size <= LARGEST_PROOF; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(tree, index, size);
        expect(proof).toEqual(PATH(index, data.slice(0, size)));
        verifyInclusion(BigInt(index), BigInt(size), at(leaves, index), proof, at(roots, size));
      }
    }
  });

  it("fail after any single change of proof, index, size, leaf or root", () => {
    for (let size = 1; size <= LARGEST_PROOF; size++) {
      const root = at(roots, size);
      for (let index = 0; index < size; index++) {
        const leaf = at(leaves, index);
        const proof = inclusionProof(tree, index, size);
        const bit = (index * 67 + size * 13) % 256;
        const tries = [
          ...mutations(proof, bit).map(
            (changed) => () => verifyInclusion(BigInt(index), BigInt(size), leaf, changed, root),
          ),
          () => verifyInclusion(BigInt(index), BigInt(size), flip(leaf, bit), proof, root),
          () => verifyInclusion(BigInt(index), BigInt(size), leaf, proof, flip(root, bit)),
          () => verifyInclusion(BigInt(index + 1), BigInt(size), leaf, proof, root),
          () => verifyInclusion(BigInt(index - 1), BigInt(size), leaf, proof, root),
          () => verifyInclusion(BigInt(index + size), BigInt(size), leaf, proof, root),
        ];
        expect(accepted(tries), `leaf ${index} of ${size}`).toEqual([]);
      }
    }
  });

  it("fail for every other index, and for every size that gives the leaf another path", () => {
    for (let size = 2; size <= LARGEST_PROOF; size++) {
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(tree, index, size);
        const verify = (i: number, n: number) => () =>
          verifyInclusion(BigInt(i), BigInt(n), at(leaves, index), proof, at(roots, size));
        const others = range(0, size).filter((other) => other !== index);
        const sizes = range(0, LARGEST_PROOF).filter(
          (other) => sides(index, other) !== sides(index, size),
        );
        expect(accepted(others.map((other) => verify(other, size)))).toEqual([]);
        expect(accepted(sizes.map((other) => verify(index, other)))).toEqual([]);
      }
    }
  });

  it("do not fix the size by themselves: that is what the checkpoint's size line is for", () => {
    // Leaf 0 climbs the same two steps in trees of 3 and 4 leaves, so RFC 6962 cannot tell them apart here.
    const proof = inclusionProof(tree, 0, 3);
    expect(code(() => verifyInclusion(0n, 4n, at(leaves, 0), proof, at(roots, 3)))).toBe(
      "accepted",
    );
  });

  it.each([
    ["an index at the size", 8n, 8n],
    ["an empty tree", 0n, 0n],
    ["a negative index", -1n, 8n],
    ["the index 2^64-1", 2n ** 64n - 1n, 8n],
    ["a size beyond 64 bits", 0n, 2n ** 64n],
  ])("refuse %s", (_, index, size) => {
    const proof = inclusionProof(tree, 0, 8);
    expect(code(() => verifyInclusion(index, size, at(leaves, 0), proof, at(roots, 8)))).toBe(
      "proof.range",
    );
  });

  it("name what is wrong: too few, too many, too short, another root", () => {
    const proof = inclusionProof(tree, 5, 8);
    const verify = (changed: readonly Uint8Array[]) =>
      code(() => verifyInclusion(5n, 8n, at(leaves, 5), changed, at(roots, 8)));
    expect(verify(proof)).toBe("accepted");
    expect(verify(proof.slice(1))).toBe("proof.length");
    expect(verify([...proof, at(leaves, 0)])).toBe("proof.length");
    expect(verify([...proof.slice(1), new Uint8Array(31)])).toBe("proof.hash-length");
    expect(verify(proof.toReversed())).toBe("proof.root-mismatch");
  });

  it("are not made for leaves or trees that do not exist", () => {
    for (const [index, size] of [
      [0, 0],
      [5, 5],
      [-1, 5],
      [0.5, 5],
      [0, LARGEST_ROOT + 1],
    ] as const) {
      expect(code(() => void inclusionProof(tree, index, size))).toBe("proof.range");
    }
    expect(code(() => void rootAt(tree, LARGEST_ROOT + 1))).toBe("proof.range");
  });
});

describe("consistency proofs", () => {
  it("equal the reference and verify for every pair of sizes up to 64", () => {
    for (let size2 = 1; size2 <= LARGEST_PROOF; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyProof(tree, size1, size2);
        expect(proof).toEqual(PROOF(size1, data.slice(0, size2)));
        verifyConsistency(BigInt(size1), BigInt(size2), proof, at(roots, size1), at(roots, size2));
      }
    }
  });

  it("fail after any single change of proof, sizes or roots", () => {
    for (let size2 = 1; size2 <= LARGEST_PROOF; size2++) {
      for (let size1 = 1; size1 <= size2; size1++) {
        const proof = consistencyProof(tree, size1, size2);
        const bit = (size1 * 67 + size2 * 13) % 256;
        const [root1, root2] = [at(roots, size1), at(roots, size2)];
        const [n1, n2] = [BigInt(size1), BigInt(size2)];
        const tries = [
          ...mutations(proof, bit).map(
            (changed) => () => verifyConsistency(n1, n2, changed, root1, root2),
          ),
          () => verifyConsistency(n1, n2, proof, flip(root1, bit), root2),
          () => verifyConsistency(n1, n2, proof, root1, flip(root2, bit)),
          () => verifyConsistency(0n, n2, proof, root1, root2),
          () => verifyConsistency(n1, n1 - 1n, proof, root1, root2),
        ];
        expect(accepted(tries), `${size1} in ${size2}`).toEqual([]);
      }
    }
  });

  it("fail when the earlier root belongs to another history of the same size", () => {
    const forked = new HashTree([...leaves.slice(0, 40), ...leaves.slice(50, 74)]);
    const proof = consistencyProof(forked, 50, 64);
    expect(code(() => verifyConsistency(50n, 64n, proof, at(roots, 50), rootAt(forked, 64)))).toBe(
      "proof.root-mismatch",
    );
  });

  it("are not made from the empty tree, nor verified from it", () => {
    expect(code(() => void consistencyProof(tree, 0, 5))).toBe("proof.range");
    expect(code(() => void consistencyProof(tree, 6, 5))).toBe("proof.range");
    expect(code(() => verifyConsistency(0n, 5n, [], at(roots, 0), at(roots, 5)))).toBe(
      "proof.range",
    );
  });
});
