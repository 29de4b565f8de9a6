import { cp, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";

import {
  canInstall,
  hasApt,
  installCommand,
  installPackages,
  missingPackages,
} from "../toolchain/apt.ts";
import { findOnPath, run } from "../toolchain/command.ts";
import { fixOpenSslCallback, openSslFixTarget } from "./openssl-fix.ts";
import { isRunnable } from "./runnable.ts";

/** What the compiler needs on a Debian family system. */
export const buildPackages: readonly string[] = [
  "g++",
  "make",
  "flatbuffers-compiler",
  "libflatbuffers-dev",
  "libabsl-dev",
  "libsrtp2-dev",
  "libssl-dev",
  "libuv1-dev",
];

/** Hears how far the work is: a fraction from 0 to 1, and what is being done. */
export type Progress = (fraction: number, text: string) => void;

/**
 * Compiles the worker from the C++ sources inside the mediasoup package and moves it to
 * `target`. Throws with the compiler's last lines, or when the result cannot run.
 */
export async function buildWorker(
  packageDir: string,
  target: string,
  onProgress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const scratch = await mkdtemp(`${target}.build-`);
  try {
    const sources = join(scratch, "worker");
    await cp(join(packageDir, "worker"), sources, { recursive: true });
    await applyOpenSslFix(sources);
    const binary = await compile(sources, join(scratch, "out"), onProgress, signal);
    if (!(await isRunnable(binary))) throw new Error("the compiled media worker does not run");
    await rename(binary, target);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

/**
 * Sees that the compiler and the libraries are there, installing them where this process
 * may. Throws with the command to type where it may not.
 */
export async function ensureBuildPackages(
  onProgress: Progress,
  signal?: AbortSignal,
): Promise<void> {
  const missing = await missingPackages(buildPackages);
  if (missing.length === 0) return;
  if (canInstall()) {
    onProgress(0, `installing ${missing.join(" ")}`);
    await installPackages(missing, signal);
    return;
  }
  // Elsewhere the same tools have other package names; then the compiler is the judge.
  const hasTools = ["g++", "make", "flatc"].every((tool) => findOnPath([tool]) !== undefined);
  if (hasApt() || !hasTools) throw new Error(`missing to compile it: ${installCommand(missing)}`);
}

async function applyOpenSslFix(sources: string): Promise<void> {
  const file = join(sources, openSslFixTarget);
  await writeFile(file, fixOpenSslCallback(await readFile(file, "utf8")));
}

async function compile(
  sources: string,
  out: string,
  onProgress: Progress,
  signal?: AbortSignal,
): Promise<string> {
  const total = await countSources(sources);
  let compiled = 0;
  const makefile = join(import.meta.dirname, "Makefile");
  const jobs = `-j${availableParallelism()}`;
  const result = await run("make", [jobs, "-f", makefile, `WORKER=${sources}`, `OUT=${out}`], {
    signal,
    onLine: (line) => {
      if (!line.startsWith("compiled ")) return;
      compiled += 1;
      onProgress(compiled / (total + 1), `compiling the media worker, ${compiled} of ${total}`);
    },
  });
  if (result.status !== 0) {
    throw new Error(`compiling failed:\n${result.stderr.trim().split("\n").slice(-15).join("\n")}`);
  }
  return join(out, "mediasoup-worker");
}

async function countSources(sources: string): Promise<number> {
  const folders = [join(sources, "src"), join(sources, "deps/libwebrtc")];
  const lists = await Promise.all(folders.map((path) => readdir(path, { recursive: true })));
  return lists.flat().filter((name) => /\.(cpp|cc)$/.test(name)).length;
}
