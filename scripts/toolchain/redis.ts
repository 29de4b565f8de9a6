import { readdirSync } from "node:fs";
import { join } from "node:path";

import { hasApt, installCommand, unpackPackages } from "./apt.ts";
import { findOnPath, run } from "./command.ts";
import { runtimeFolder } from "./folders.ts";
import { writeLauncher } from "./launcher.ts";

// Unpacked instead of installed: an installed redis-server starts a service on 6379.
const packages = [
  "redis-server",
  "redis-tools",
  "libjemalloc2",
  "liblua5.1-0",
  "lua-cjson",
  "lua-bitop",
  "liblzf1",
  "libatomic1",
];
const folder = join(runtimeFolder, "debs");
const launcher = join(folder, "redis-server");

/**
 * The path of a redis-server for the tests: the one named by `REDIS_SERVER_BIN`, the one
 * on PATH, or Debian's, unpacked under .runtime without installing it. Throws with what to
 * do when there is none.
 */
export async function findRedis(): Promise<string> {
  const named = process.env["REDIS_SERVER_BIN"] ?? "";
  if (named !== "") {
    if (await runs(named)) return named;
    throw new Error(`REDIS_SERVER_BIN names ${named}, which does not run`);
  }
  const onPath = findOnPath(["redis-server"]);
  if (onPath !== undefined) return onPath;
  if (await runs(launcher)) return launcher;
  try {
    await unpack();
    if (await runs(launcher)) return launcher;
    throw new Error("the unpacked redis-server does not run");
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `There is no redis-server (${reason}). Install one, ${installCommand(["redis-server"])}, or name one in REDIS_SERVER_BIN.`,
      { cause },
    );
  }
}

async function unpack(): Promise<void> {
  if (!hasApt()) throw new Error("it is not on PATH, and there is no apt-get to fetch it");
  await unpackPackages(packages, folder);
  // Debian keeps libraries in a folder named after the kind of machine.
  const ofMachine = readdirSync(join(folder, "usr/lib")).filter((name) => name.endsWith("-gnu"));
  await writeLauncher(launcher, "usr/bin/redis-server", {
    LD_LIBRARY_PATH: [...ofMachine.map((name) => `usr/lib/${name}`), "usr/lib"],
  });
}

async function runs(path: string): Promise<boolean> {
  const result = await run(path, ["--version"]).catch(() => undefined);
  return result?.status === 0;
}
