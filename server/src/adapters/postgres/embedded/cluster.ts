import { access, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { once } from "node:events";
import type { Binaries } from "./binaries.ts";
import { EmbeddedError } from "./embedded-error.ts";
import type { Launcher } from "./launcher.ts";

/** The database superuser, who owns the tables; the server itself works as a lesser role. */
export const OWNER_ROLE = "yuanping";

/**
 * Makes the cluster's folder unless it is there. It is made beside its place and moved there when complete, so that a
 * cluster half made by a killed process is never started.
 */
export async function ensureCluster(
  cluster: string,
  binaries: Binaries,
  launcher: Launcher,
  sync: "sync" | "no-sync",
): Promise<void> {
  if (await isCluster(cluster)) {
    await launcher.adopt(cluster);
    return;
  }
  const unfinished = `${cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await initdb(unfinished, binaries, launcher, sync);
  await rename(unfinished, cluster);
}

async function initdb(
  folder: string,
  binaries: Binaries,
  launcher: Launcher,
  sync: "sync" | "no-sync",
): Promise<void> {
  const args = [
    `--pgdata=${folder}`,
    `--username=${OWNER_ROLE}`,
    "--encoding=UTF8",
    // The same order of text on every machine, whatever locales it has.
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
    // Only who may enter the socket's private folder can connect at all.
    "--auth=trust",
    "--data-checksums",
    ...(sync === "no-sync" ? ["--no-sync"] : []),
  ];
  const child = launcher.launch(binaries.initdb, args, join(folder, ".."));
  const [[code], out, err] = await Promise.all([
    once(child, "close"),
    child.stdout === null ? "" : text(child.stdout),
    child.stderr === null ? "" : text(child.stderr),
  ]);
  if (code !== 0) {
    throw new EmbeddedError("failed", `initdb failed (${String(code)}): ${out}${err}`);
  }
}

async function isCluster(folder: string): Promise<boolean> {
  return access(join(folder, "PG_VERSION")).then(
    () => true,
    () => false,
  );
}
