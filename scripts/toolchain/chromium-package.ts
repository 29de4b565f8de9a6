import { copyFile, mkdir, rm } from "node:fs/promises";
import { join } from "node:path";

import { digestOf, isStamped, removeStamp, writeStamp } from "../prepare/stamp.ts";
import { cleanEnvironment, installArguments, npmCommand } from "../runtime/npm.mjs";
import { runOrThrow } from "./command.ts";
import { runtimeFolder } from "./folders.ts";
import { writeLauncher } from "./launcher.ts";

const manifestFolder = join(import.meta.dirname, "chromium");
const manifests = ["package.json", "package-lock.json", ".npmrc"];
const folder = join(runtimeFolder, "chromium");
const unpacked = join(folder, "unpacked");
const launcher = join(folder, "chromium");
const stamp = join(folder, ".stamp");

// The package unpacks into the system's temporary folder, wherever that is said to be.
// Its libraries it unpacks by itself only where it knows the machine.
const unpackScript = `
  const { default: chromium, inflate } = await import("@sparticuz/chromium");
  await chromium.executablePath();
  await inflate("node_modules/@sparticuz/chromium/bin/al2023.tar.br");
`;

/** The path of the Chromium under .runtime, if it was fetched to the end. */
export function fetchedChromium(): string | undefined {
  return isStamped(stamp, wantedDigest()) ? launcher : undefined;
}

/**
 * Fetches a headless Chromium from an npm package, with the libraries it needs: about
 * 67 MB, no rights needed. It draws no Chinese unless the system has a font for it.
 * Returns its path.
 */
export async function fetchChromium(): Promise<string> {
  removeStamp(stamp);
  await rm(unpacked, { recursive: true, force: true });
  await mkdir(unpacked, { recursive: true });
  for (const name of manifests) await copyFile(join(manifestFolder, name), join(folder, name));

  const env = cleanEnvironment(process.execPath);
  const [npm, ...args] = npmCommand(process.execPath, installArguments);
  await runOrThrow(npm, args, { cwd: folder, env });
  await runOrThrow(process.execPath, ["--input-type=module", "--eval", unpackScript], {
    cwd: folder,
    env: { ...env, TMPDIR: unpacked },
  });
  await writeLauncher(launcher, "unpacked/chromium", {
    LD_LIBRARY_PATH: ["unpacked/al2023/lib"],
    FONTCONFIG_PATH: ["unpacked/fonts"],
  });
  writeStamp(stamp, wantedDigest());
  return launcher;
}

function wantedDigest(): string {
  return digestOf(manifestFolder, manifests, [process.platform, process.arch]);
}
