import { nameMediaWorker } from "../mediasoup-worker/named.ts";
import { benchForwarding, type ForwardingBench } from "./media/forwarding.ts";
import { benchJoins, type JoinBench } from "./media/joins.ts";
import { benchRecovery, type RecoveryBench } from "./media/recovery.ts";

export type MediaBench = JoinBench & ForwardingBench & RecoveryBench;

/**
 * Measures media on loopback with one worker: how soon someone who joins sees and hears the room, what rooms and their
 * forwarding cost beside mediasoup alone, and how soon everything is back after a loss. Clients and decoders share this
 * machine, so that times are an upper bound.
 */
export async function benchMedia(): Promise<MediaBench> {
  await nameMediaWorker();
  const joins = await told(benchJoins());
  const forwarding = await benchForwarding(say);
  const recovery = await told(benchRecovery());
  return { ...joins, ...forwarding, ...recovery };
}

/** It takes minutes: what is known is told as it comes. */
async function told<Result>(part: Promise<Result>): Promise<Result> {
  const result = await part;
  say(result);
  return result;
}

function say(what: unknown): void {
  process.stderr.write(`${JSON.stringify(what)}\n`);
}

if (import.meta.main) console.log(JSON.stringify(await benchMedia(), null, 2));
