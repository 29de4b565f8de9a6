// Which Node.js the product runs on, and whether it is here. Plain JavaScript, because
// an older Node.js has to read it.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));

export const projectRoot = join(here, "../..");
export const nodeFolder = join(projectRoot, ".runtime/node");
/** Where Node.js keeps what it compiled, by content: nothing in there can be stale. */
export const compileCache = join(projectRoot, ".runtime/compile-cache");
export const lockFile = join(projectRoot, ".runtime/install.lock");
export const manifests = ["package.json", "package-lock.json", ".npmrc"];

const stampFile = join(nodeFolder, ".stamp");

/** Where the fetched Node.js stands; the packages are named after Node's own platform names. */
export const fetchedNode =
  process.platform === "win32"
    ? join(nodeFolder, `node_modules/node-win-${process.arch}/bin/node.exe`)
    : join(nodeFolder, `node_modules/node-${process.platform}-${process.arch}/bin/node`);

/** Type stripping and the dependencies need this major version or a later one. */
export function isNewEnough(version = process.versions.node) {
  return Number(version.split(".")[0]) >= 24;
}

/** Changes when another Node.js is pinned or the folder moves to another kind of machine. */
export function wantedStamp() {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}\n`);
  for (const name of manifests) hash.update(readFileSync(join(here, name)));
  return hash.digest("hex");
}

/** Whether the pinned Node.js was fetched to the end: the stamp is written last. */
export function isFetched() {
  try {
    return readFileSync(stampFile, "utf8") === wantedStamp();
  } catch {
    return false;
  }
}

export { stampFile };
