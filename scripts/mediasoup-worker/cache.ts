import { createHash } from "node:crypto";
import { readFile, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";

import { readMediasoupVersion } from "./package-version.ts";

// Everything that decides what the compiled binary is.
const packageFolders = ["src", "include", "deps", "fbs"];
const ownFiles = ["Makefile", "openssl-fix.ts", "compat"];

/**
 * Where the worker of this package version is kept. The name carries a digest of the
 * sources, of the files here that change them, and of the platform, so that an upgrade
 * or an edit never meets an older binary.
 */
export async function cachedWorkerPath(packageDir: string, cacheDir: string): Promise<string> {
  const version = await readMediasoupVersion(packageDir);
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}\n`);
  for (const name of packageFolders) await addToHash(hash, join(packageDir, "worker", name));
  for (const name of ownFiles) await addToHash(hash, join(import.meta.dirname, name));
  return join(cacheDir, `mediasoup-worker-${version}-${hash.digest("hex").slice(0, 12)}`);
}

const leftover = /^mediasoup-worker-.*\.(build|download)-/;
// Longer than any attempt takes, so that nobody loses the ground under their feet.
const leftoverAge = 2 * 60 * 60 * 1000;

/** Removes the scratch folders of attempts that were killed. */
export async function removeLeftovers(cacheDir: string): Promise<void> {
  for (const name of await readdir(cacheDir)) {
    const path = join(cacheDir, name);
    if (!leftover.test(name) || Date.now() - (await stat(path)).mtimeMs < leftoverAge) continue;
    await rm(path, { recursive: true, force: true });
  }
}

type Hash = ReturnType<typeof createHash>;

async function addToHash(hash: Hash, path: string): Promise<void> {
  const names = await readdir(path).catch(() => undefined);
  if (names === undefined) {
    hash.update(await readFile(path));
    return;
  }
  for (const name of names.toSorted()) {
    hash.update(`${name}\n`);
    await addToHash(hash, join(path, name));
  }
}
