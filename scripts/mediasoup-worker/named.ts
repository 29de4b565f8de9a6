import { join } from "node:path";
import { runOrThrow } from "../toolchain/command.ts";

const variable = "MEDIASOUP_WORKER_BIN";

/**
 * The path of a media worker that runs here: the one named by `MEDIASOUP_WORKER_BIN`, or what `provide.ts` finds or
 * makes. In a process of its own, which lowers its priority: it may compile for minutes. Throws with what to install.
 */
export async function findMediaWorker(): Promise<string> {
  const provide = join(import.meta.dirname, "provide.ts");
  return (await runOrThrow(process.execPath, [provide])).stdout.trim();
}

/** Names a media worker for this process and whatever it starts, unless one is named. */
export async function nameMediaWorker(): Promise<void> {
  process.env[variable] ||= await findMediaWorker();
}
