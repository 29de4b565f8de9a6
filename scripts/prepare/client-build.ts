import { spawnSync } from "node:child_process";
import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

import { withFileLock } from "../toolchain/file-lock.ts";
import { projectRoot, runtimeFolder } from "../toolchain/folders.ts";
import { digestOf, isStamped, removeStamp, writeStamp } from "./stamp.ts";

const sources = [
  "client/index.html",
  "client/vite.config.ts",
  "client/public",
  "client/src",
  "shared/src",
  "package-lock.json",
];
const served = join(projectRoot, "client/dist");
const stamp = join(runtimeFolder, "client.stamp");

/**
 * Sees that client/dist is built from the sources as they are now. Returns false after
 * telling why not on stderr.
 */
export async function ensureClient(): Promise<boolean> {
  if (isBuilt()) return true;
  return withFileLock(join(runtimeFolder, "client.lock"), async () => isBuilt() || build());
}

function isBuilt(): boolean {
  return existsSync(join(served, "index.html")) && isStamped(stamp, wantedDigest());
}

function build(): boolean {
  if (!existsSync(join(projectRoot, "client/index.html"))) {
    process.stderr.write("There is no client/index.html: the page is not built.\n");
    return false;
  }
  process.stderr.write("Building the page, a few seconds …\n");
  const digest = wantedDigest();
  removeStamp(stamp);
  // Built aside and moved, so that a server that is running never serves half a page.
  const fresh = join(runtimeFolder, "client-dist");
  const vite = join(projectRoot, "node_modules/vite/bin/vite.js");
  const { status } = spawnSync(
    process.execPath,
    [vite, "build", "--logLevel", "warn", "--outDir", fresh, "--emptyOutDir"],
    { cwd: join(projectRoot, "client"), stdio: ["ignore", 2, 2] },
  );
  if (status !== 0) return false;
  rmSync(served, { recursive: true, force: true });
  renameSync(fresh, served);
  writeStamp(stamp, digest);
  return true;
}

function wantedDigest(): string {
  return digestOf(projectRoot, sources, [process.version]);
}
