import { constants, setPriority } from "node:os";
import { join } from "node:path";

import { withFileLock } from "../toolchain/file-lock.ts";
import { cacheFolder, projectRoot } from "../toolchain/folders.ts";
import { buildPackages, buildWorker, ensureBuildPackages, type Progress } from "./build.ts";
import { installCommand } from "../toolchain/apt.ts";
import { cachedWorkerPath, removeLeftovers } from "./cache.ts";
import { downloadPrebuilt } from "./download.ts";
import { isRunnable } from "./runnable.ts";

export interface ProvideOptions {
  /** The installed mediasoup package; by default the project's. */
  readonly packageDir?: string;
  /** Where binaries are kept for every checkout; by default `cacheFolder()`. */
  readonly cacheDir?: string;
  readonly onProgress?: Progress;
  readonly signal?: AbortSignal;
}

/**
 * The path of a media worker that runs on this machine. In this order: the one named by
 * `MEDIASOUP_WORKER_BIN`, the cached one, the package's prebuilt one, one compiled here
 * (about three minutes on two cores). Only one caller at a time downloads or compiles.
 *
 * Throws an Error that says what to install when none of them can be had.
 */
export async function provideWorker(options: ProvideOptions = {}): Promise<string> {
  const onProgress = options.onProgress ?? (() => undefined);
  const named = process.env["MEDIASOUP_WORKER_BIN"];
  if (named !== undefined && named !== "") {
    if (await isRunnable(named)) return named;
    throw new Error(`MEDIASOUP_WORKER_BIN names ${named}, which is no media worker that runs here`);
  }

  const packageDir = options.packageDir ?? join(projectRoot, "node_modules/mediasoup");
  const cacheDir = options.cacheDir ?? cacheFolder();
  const target = await cachedWorkerPath(packageDir, cacheDir);
  if (await isRunnable(target)) return target;

  onProgress(0, "preparing the media worker");
  return withFileLock(join(cacheDir, "mediasoup-worker.lock"), async () => {
    await removeLeftovers(cacheDir);
    await obtain(packageDir, target, onProgress, options.signal);
    onProgress(1, "the media worker is ready");
    return target;
  });
}

async function obtain(
  packageDir: string,
  target: string,
  onProgress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  // Whoever held the lock before may have just made it.
  if (await isRunnable(target)) return;
  if (await downloadPrebuilt(packageDir, target, signal)) return;
  try {
    await ensureBuildPackages(onProgress, signal);
    // A cached binary may have lacked no more than the libraries installed just now.
    if (await isRunnable(target)) return;
    await buildWorker(packageDir, target, onProgress, signal);
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new Error(explain(cause), { cause });
  }
}

function explain(cause: unknown): string {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return [
    `No media worker could be downloaded or compiled: ${reason}`,
    `It compiles once these are installed: ${installCommand(buildPackages)}`,
    "Or name a mediasoup-worker binary of the same version in MEDIASOUP_WORKER_BIN.",
  ].join("\n");
}

const printProgress: Progress = (fraction, text) => {
  process.stderr.write(`${JSON.stringify({ fraction: Number(fraction.toFixed(3)), text })}\n`);
};

/** Prints the path on stdout, and on stderr one JSON line per step: fraction, text. */
async function main(): Promise<void> {
  // Compiling must not starve the server or the tests that wait for it.
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
  const stop = new AbortController();
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"]) process.once(name, () => stop.abort());
  try {
    const path = await provideWorker({ onProgress: printProgress, signal: stop.signal });
    process.stdout.write(`${path}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

if (import.meta.main) await main();
