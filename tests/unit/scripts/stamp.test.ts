import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digestOf, isStamped, removeStamp, writeStamp } from "../../../scripts/prepare/stamp.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "yuanping-stamp-"));
  mkdirSync(join(root, "src/deep"), { recursive: true });
  writeFileSync(join(root, "src/a.ts"), "a");
  writeFileSync(join(root, "src/deep/b.ts"), "b");
  writeFileSync(join(root, "lock.json"), "{}");
});
afterEach(() => rmSync(root, { recursive: true }));

const digest = (facts: readonly string[] = []) => digestOf(root, ["src", "lock.json"], facts);

test("the same files give the same digest, whenever they were written", () => {
  const before = digest();
  writeFileSync(join(root, "src/a.ts"), "a");
  expect(digest()).toBe(before);
});

test.each<[string, () => void]>([
  ["a changed file", () => writeFileSync(join(root, "src/a.ts"), "A")],
  ["a file deep inside", () => writeFileSync(join(root, "src/deep/b.ts"), "B")],
  ["a new file", () => writeFileSync(join(root, "src/c.ts"), "")],
  ["a removed file", () => rmSync(join(root, "src/a.ts"))],
  ["a renamed file", () => renameSync(join(root, "src/a.ts"), join(root, "src/z.ts"))],
  ["a removed path", () => rmSync(join(root, "lock.json"))],
])("%s changes the digest", (_what, change) => {
  const before = digest();
  change();
  expect(digest()).not.toBe(before);
});

test("another machine or Node.js changes the digest", () => {
  expect(digest(["linux", "x64"])).not.toBe(digest(["linux", "arm64"]));
});

test("what is moved from one file to the next is noticed", () => {
  writeFileSync(join(root, "src/a.ts"), "ab");
  writeFileSync(join(root, "src/deep/b.ts"), "");
  const before = digest();
  writeFileSync(join(root, "src/a.ts"), "a");
  writeFileSync(join(root, "src/deep/b.ts"), "b");
  expect(digest()).not.toBe(before);
});

test("work counts as done only for the digest that was stamped, and not while it is done anew", () => {
  const stamp = join(root, "made/.stamp");
  expect(isStamped(stamp, "one")).toBe(false);
  writeStamp(stamp, "one");
  expect(isStamped(stamp, "one")).toBe(true);
  expect(isStamped(stamp, "two")).toBe(false);
  removeStamp(stamp);
  expect(isStamped(stamp, "one")).toBe(false);
});
