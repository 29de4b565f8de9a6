import { expect, test } from "vitest";
import {
  compareHeads,
  consistencyProof,
  HashTree,
  leafHash,
  rootAt,
  utf8,
  type Checkpoint,
} from "@yuanping/shared/tlog/index.ts";

const treeOf = (...leaves: readonly string[]): HashTree =>
  new HashTree(leaves.map((leaf) => leafHash(utf8(leaf))));
const headOf = (tree: HashTree, size = tree.size, origin = "log"): Checkpoint => ({
  origin,
  size: BigInt(size),
  root: rootAt(tree, size),
  extensions: [],
});
const tree = treeOf("a", "b", "c", "d", "e");
const other = treeOf("a", "x", "c", "d", "e");

test("a log that has only grown extends every head that was kept of it", () => {
  for (let size = 0; size <= tree.size; size += 1) {
    const proof = size === 0 ? [] : consistencyProof(tree, size, tree.size);
    expect(compareHeads(headOf(tree, size), headOf(tree), proof)).toBe("extends");
  }
});

test("a shorter log has been rolled back, whatever it proves", () => {
  expect(compareHeads(headOf(tree), headOf(tree, 3), [])).toBe("rolled-back");
});

test("a log with another event before the kept head has forked", () => {
  expect(compareHeads(headOf(tree), headOf(other), [])).toBe("forked");
  const proof = consistencyProof(other, 3, 5);
  expect(compareHeads(headOf(tree, 3), headOf(other), proof)).toBe("forked");
});

test("without a proof, or with one that is none, nothing is proved", () => {
  expect(compareHeads(headOf(tree, 3), headOf(tree), undefined)).toBe("unproved");
  expect(compareHeads(headOf(tree, 3), headOf(tree), [])).toBe("unproved");
});

test("heads of two logs are not compared", () => {
  expect(() => compareHeads(headOf(tree, 3, "one"), headOf(tree), [])).toThrow(RangeError);
});
