import { readdirSync } from "node:fs";
import { join } from "node:path";

import { hasApt, installCommand, unpackPackages } from "./apt.ts";
import { findOnPath, isExecutable, run } from "./command.ts";
import { runtimeFolder } from "./folders.ts";

export interface Redis {
  readonly path: string;
  /** What the server needs beside the caller's environment. */
  readonly env: Readonly<Record<string, string>>;
}

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

/**
 * A redis-server for the tests: the one named by `REDIS_SERVER_BIN`, the one on PATH, or
 * Debian's, unpacked under .runtime without installing it. Throws with what to do when
 * there is none.
 */
export async function findRedis(): Promise<Redis> {
  const named = process.env["REDIS_SERVER_BIN"] ?? "";
  if (named !== "") {
    const redis = { path: named, env: {} };
    if (await runs(redis)) return redis;
    throw new Error(`REDIS_SERVER_BIN names ${named}, which does not run`);
  }
  const onPath = findOnPath(["redis-server"]);
  if (onPath !== undefined) return { path: onPath, env: {} };

  const path = join(folder, "usr/bin/redis-server");
  try {
    if (!isExecutable(path)) await unpack();
    const redis = { path, env: libraryPath() };
    if (await runs(redis)) return redis;
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
}

function libraryPath(): Readonly<Record<string, string>> {
  const libraries = join(folder, "usr/lib");
  const ofMachine = readdirSync(libraries).filter((name) => name.endsWith("-linux-gnu"));
  return {
    LD_LIBRARY_PATH: [...ofMachine.map((name) => join(libraries, name)), libraries].join(":"),
  };
}

async function runs(redis: Redis): Promise<boolean> {
  const env = { ...process.env, ...redis.env };
  const result = await run(redis.path, ["--version"], { env }).catch(() => undefined);
  return result?.status === 0;
}
