import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { findOnPath, run, runOrThrow } from "./command.ts";
import { withFileLock } from "./file-lock.ts";
import { cacheFolder } from "./folders.ts";

const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
// Another package job may hold dpkg's lock, on a new machine often for minutes.
const quietly = ["-o", "DPkg::Lock::Timeout=300", "-qq"];
// apt does not wait for the lock of its package lists, so that our own jobs queue here.
const aptLock = join(cacheFolder(), "apt.lock");

/** Whether packages can be installed here: a Debian family system, as root. */
export function canInstall(): boolean {
  return process.getuid?.() === 0 && hasApt();
}

export function hasApt(): boolean {
  return findOnPath(["apt-get"]) !== undefined && findOnPath(["dpkg-query"]) !== undefined;
}

/** The command that a person types to get these packages. */
export function installCommand(packages: readonly string[]): string {
  return `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`;
}

/** Those of the packages that are not installed; all of them on another kind of system. */
export async function missingPackages(packages: readonly string[]): Promise<readonly string[]> {
  if (!hasApt()) return packages;
  // The status is 1 when one of them is unknown, so only the lines count.
  const { stdout } = await run("dpkg-query", [
    "-W",
    "-f",
    "${db:Status-Status} ${Package}\n",
    ...packages,
  ]);
  const installed = new Set(stdout.split("\n"));
  return packages.filter((name) => !installed.has(`installed ${name}`));
}

/** Installs packages with apt-get. Needs `canInstall()`; throws with apt's last lines. */
export async function installPackages(
  packages: readonly string[],
  signal?: AbortSignal,
): Promise<void> {
  const install = ["install", "-y", "--no-install-recommends", ...packages];
  await withFileLock(aptLock, async () => {
    await runOrThrow("apt-get", [...quietly, "update"], { env, signal });
    await runOrThrow("apt-get", [...quietly, ...install], { env, signal });
  });
}

/** These packages and all they need that is not installed, as apt would install them; needs no rights. */
export async function packagesFor(packages: readonly string[]): Promise<readonly string[]> {
  const simulate = ["-s", "install", "--no-install-recommends", ...packages];
  const { stdout } = await runOrThrow("apt-get", simulate, { env });
  return stdout.split("\n").flatMap((line) => /^Inst (\S+)/.exec(line)?.[1] ?? []);
}

function updateLists(): Promise<unknown> {
  return withFileLock(aptLock, () => runOrThrow("apt-get", [...quietly, "update"], { env }));
}

/**
 * Downloads packages and unpacks them into `folder`, which needs no rights and starts
 * no service. The folder then holds `usr/bin`, `usr/lib` and so on.
 */
export async function unpackPackages(packages: readonly string[], folder: string): Promise<void> {
  const downloads = join(folder, "downloads");
  await mkdir(downloads, { recursive: true });
  const download = () => run("apt-get", ["-qq", "download", ...packages], { cwd: downloads, env });
  if ((await download()).status !== 0) {
    // Fresh images ship without package lists, and stale ones name files that are gone.
    if (canInstall()) await updateLists();
    const second = await download();
    if (second.status !== 0) throw new Error(`apt-get download failed:\n${second.stderr.trim()}`);
  }
  for (const file of await readdir(downloads)) {
    await runOrThrow("dpkg-deb", ["-x", join(downloads, file), folder]);
  }
  await rm(downloads, { recursive: true });
}
