import { Worker } from "node:worker_threads";
import type { CommandOf } from "@yuanping/shared/contracts/commands/index.ts";
import { sealingOf } from "@yuanping/shared/evaluation/ceremony/sealing.ts";

type SealingInput = Parameters<typeof sealingOf>;

/** Up to so many experts are fitted within a few milliseconds; more would hold up every room of this process. */
const INLINE = 500;

/** The command that seals a pool; a large one is fitted on another core. */
export async function sealingFor(...input: SealingInput): Promise<CommandOf<"sealDraw">> {
  const [{ law }, pool] = input;
  if (law === "uniform" || pool.length <= INLINE) return sealingOf(...input);
  const worker = new Worker(new URL("./fitting-worker.ts", import.meta.url), { workerData: input });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
    // A worker that ends without an answer ran out of memory; after the answer this changes nothing.
    worker.once("exit", (code) => reject(new Error(`the fitting ended with ${code}`)));
  });
}
