import { join } from "node:path";

import {
  canInstall,
  hasApt,
  installCommand,
  installPackages,
  packagesFor,
  unpackPackages,
} from "./apt.ts";
import { findOnPath, isExecutable, run } from "./command.ts";
import { runtimeFolder } from "./folders.ts";
import { writeLauncher } from "./launcher.ts";

const packages = ["ffmpeg"];
const folder = join(runtimeFolder, "ffmpeg");
const launcher = join(folder, "ffmpeg");
/** Where Debian puts libraries, with the places that its alternatives point to. */
const libraries = ["", "/blas", "/lapack", "/pulseaudio"].flatMap((place) => [
  `usr/lib/x86_64-linux-gnu${place}`,
  `usr/lib/aarch64-linux-gnu${place}`,
]);

/**
 * The path of an FFmpeg with its FFprobe beside it: the one named by `FFMPEG_BIN`, the one on PATH, Debian's installed
 * as root, or Debian's unpacked under .runtime. Throws with what to do when there is none.
 */
export async function findFfmpeg(): Promise<string> {
  const named = process.env["FFMPEG_BIN"] ?? "";
  if (named !== "") {
    if (await runs(named)) return named;
    throw new Error(`FFMPEG_BIN names ${named}, which does not run`);
  }
  const reasons: string[] = [];
  for (const way of [onPath, installed, unpacked]) {
    const path = await way().catch((error: unknown) => {
      reasons.push(error instanceof Error ? error.message : String(error));
      return undefined;
    });
    if (path !== undefined && (await runs(path))) return path;
  }
  throw new Error(
    `There is no FFmpeg (${reasons.join("; ")}). Install one, ${installCommand(packages)}, or name one in FFMPEG_BIN.`,
  );
}

async function onPath(): Promise<string | undefined> {
  return findOnPath(["ffmpeg"]);
}

async function installed(): Promise<string | undefined> {
  if (!canInstall()) return undefined;
  await installPackages(packages);
  return onPath();
}

async function unpacked(): Promise<string | undefined> {
  if (isExecutable(launcher)) return launcher;
  if (!hasApt()) throw new Error("this is no Debian family system");
  await unpackPackages(await packagesFor(packages), folder);
  const settings = { LD_LIBRARY_PATH: libraries };
  await writeLauncher(join(folder, "ffprobe"), "usr/bin/ffprobe", settings);
  await writeLauncher(launcher, "usr/bin/ffmpeg", settings);
  return launcher;
}

async function runs(path: string): Promise<boolean> {
  const result = await run(path, ["-version"]).catch(() => undefined);
  return result?.status === 0;
}
