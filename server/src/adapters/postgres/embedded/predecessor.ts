import { readFile, readdir, readlink, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isAlive } from "./claim.ts";
import { EmbeddedError } from "./embedded-error.ts";

/** A PostgreSQL whose owner was killed ends within this time, or something is wrong with it. */
const PATIENCE_MS = 30_000;
const LOOK_EVERY_MS = 20;

/**
 * Waits until every PostgreSQL process of an earlier owner has left the cluster, and removes what it left behind.
 * The caller has claimed the data folder, so an earlier owner is dead and its PostgreSQL is ending, or must be ended
 * where the kernel does not do that for us.
 */
export async function waitForPredecessor(cluster: string, diesWithOwner: boolean): Promise<void> {
  const until = Date.now() + PATIENCE_MS;
  let asked = diesWithOwner;
  for (;;) {
    const pids = await processesIn(cluster);
    const [first] = pids;
    if (first === undefined) {
      break;
    }
    if (Date.now() > until) {
      throw new EmbeddedError(
        "in-use",
        `PostgreSQL (process ${pids.join(", ")}) still runs on ${cluster} though nobody owns it. End it and start again.`,
      );
    }
    if (!asked) {
      process.kill(first, "SIGQUIT");
      asked = true;
    }
    await delay(LOOK_EVERY_MS);
  }
  // After a crash the number in it may by now be any other process, which PostgreSQL would take for itself.
  await rm(join(cluster, "postmaster.pid"), { force: true });
}

/** The PostgreSQL processes that work in the cluster: each of them has it as its working directory. */
export async function processesIn(cluster: string): Promise<readonly number[]> {
  const names = await readdir("/proc").catch(() => undefined);
  if (names === undefined) {
    return postmasterOf(cluster);
  }
  const pids = names.filter((name) => /^\d+$/.test(name)).map(Number);
  const inCluster = await Promise.all(
    pids.map((pid) =>
      readlink(`/proc/${pid}/cwd`).then(
        (cwd) => cwd === cluster,
        () => false,
      ),
    ),
  );
  return pids.filter((_, index) => inCluster[index]);
}

/** Where the kernel shows no processes, PostgreSQL's own file must do. */
async function postmasterOf(cluster: string): Promise<readonly number[]> {
  const text = await readFile(join(cluster, "postmaster.pid"), "utf8").catch(() => "");
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 && isAlive(pid) ? [pid] : [];
}
