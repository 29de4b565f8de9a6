import { createHash, type Hash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * SHA-256 (hex) over files and whole folders, by name and content, and over some further
 * facts. A path that does not exist counts as absent, so that its coming is a change.
 */
export function digestOf(
  root: string,
  paths: readonly string[],
  facts: readonly string[] = [],
): string {
  const hash = createHash("sha256").update(JSON.stringify(facts));
  for (const path of paths) addPath(hash, root, path);
  return hash.digest("hex");
}

function addPath(hash: Hash, root: string, path: string): void {
  const full = join(root, path);
  if (!existsSync(full)) {
    hash.update(JSON.stringify([path, "absent"]));
    return;
  }
  const entries = readdirIfFolder(full);
  if (entries === undefined) {
    const content = readFileSync(full);
    // The length keeps two files apart from one that holds both.
    hash.update(JSON.stringify([path, content.length])).update(content);
    return;
  }
  for (const name of entries.toSorted()) addPath(hash, root, `${path}/${name}`);
}

function readdirIfFolder(path: string): readonly string[] | undefined {
  try {
    return readdirSync(path);
  } catch {
    return undefined;
  }
}

/** Whether the work that this stamp stands for was done to the end for this digest. */
export function isStamped(stamp: string, digest: string): boolean {
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digest;
}

/** Call before the work: from here on, an interruption shows. */
export function removeStamp(stamp: string): void {
  rmSync(stamp, { force: true });
}

/** Call after the last step of the work. */
export function writeStamp(stamp: string, digest: string): void {
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
