import { mkdtemp, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { run } from "../toolchain/command.ts";
import { isRunnable } from "./runnable.ts";

const attemptLimit = 20_000;
const retryAfter = 24 * 60 * 60 * 1000;

/**
 * Lets the package's own install script fetch its prebuilt worker, and says whether
 * `target` is now there. A failure is remembered for a day beside the target, because
 * behind a closed network each attempt costs its whole time limit.
 */
export async function downloadPrebuilt(
  packageDir: string,
  target: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const failureMark = `${target}.no-prebuilt`;
  if (await isRecent(failureMark)) return false;

  const scratch = await mkdtemp(`${target}.download-`);
  try {
    await run(process.execPath, [join(packageDir, "npm-scripts.mjs"), "postinstall"], {
      // The script works in its current folder, so the installed package stays as it is.
      cwd: scratch,
      // Without a Python the script cannot go on to compile, which is done better here.
      env: { ...process.env, PYTHON: "false" },
      timeout: attemptLimit,
      signal,
    });
    const downloaded = join(scratch, "worker/out/Release/mediasoup-worker");
    if (await isRunnable(downloaded)) {
      await rename(downloaded, target);
      return true;
    }
    await writeFile(failureMark, "");
    return false;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function isRecent(mark: string): Promise<boolean> {
  const facts = await stat(mark).catch(() => undefined);
  return facts !== undefined && Date.now() - facts.mtimeMs < retryAfter;
}
