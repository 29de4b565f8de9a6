import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { caseSchema } from "@yuanping/shared/method/index.ts";
import { DEMO_PASSWORD, demoAccounts } from "../../server/src/registry/demo-centre.ts";
import { signIn, type Account } from "../demo/account.ts";
import { play, type Stagehands } from "../demo/play.ts";
import type { Seat } from "../demo/seat.ts";
import { mayEnd } from "./may-end.ts";
import { patientFetch } from "./patient-fetch.ts";
import { RestartingServer } from "./restarting-server.ts";
import { seededRandom } from "./seeded-random.ts";
import { storedCommands } from "./stored-commands.ts";

export type KillsReport = Readonly<{
  kills: number;
  /** Evaluations that were played to their end through the kills, or after them where all others were cut short. */
  evaluations: number;
  /** Evaluations that the script gave up because of a kill at one certain moment; see `mayEnd`. */
  cutShort: number;
  acknowledged: number;
  /** From the kill until a new server served, and until every client was in its seat again, in milliseconds. */
  restartMs: readonly number[];
  seatedMs: readonly number[];
  /** Whatever broke a promise, in words; empty when none was broken. */
  broken: readonly string[];
}>;

export type KillsOptions = Readonly<{ rounds: number; seed: number; say: (text: string) => void }>;

/** A kill comes this long after everybody was back, at most. */
const longestPause = 1_500;
const seatPatience = 60_000;
const look = 10;

const caseFile = resolve(import.meta.dirname, "../demo/default-case.json");

/**
 * Kills the server by SIGKILL at seeded moments while evaluations are played on it one after another, and looks what is
 * left of what it had acknowledged. The seed gives the pauses between kills; what the server is doing then depends on
 * the machine.
 */
export async function runKills({ rounds, seed, say }: KillsOptions): Promise<KillsReport> {
  const evaluation = caseSchema.parse(JSON.parse(await readFile(caseFile, "utf8")));
  const random = seededRandom(seed);
  // Without media: what it would add is measured elsewhere, and a worker's start would only make each round longer.
  const server = await RestartingServer.start({ MEDIASOUP_WORKER_BIN: "/nowhere/worker" });
  const restoreFetch = makeFetchPatient();
  const seats: Seat[] = [];
  const broken: string[] = [];
  const restartMs: number[] = [];
  const seatedMs: number[] = [];
  let evaluations = 0;
  let cutShort = 0;
  const killed = new AbortController();

  const stagehands: Stagehands = {
    url: server.url,
    password: DEMO_PASSWORD,
    experts: await signInExperts(server.url),
    say: () => {},
    media: "none",
    failed: () => {},
    entered: (seat) => seats.push(seat),
  };

  const playOn = async (): Promise<void> => {
    // The last kill may cut the only evaluation short; then one more is played, on what the kills left.
    while (!killed.signal.aborted || (evaluations === 0 && broken.length === 0)) {
      try {
        const { bundle, evaluation: id } = await play(evaluation, evaluations, stagehands);
        const { ok, checks } = await verifyBundle(bundle);
        if (!ok)
          broken.push(
            `${id}: ${checks.flatMap(({ ok: good, name, detail }) => (good ? [] : `${name} ${detail}`)).join("; ")}`,
          );
        evaluations += 1;
        say(`${id}: played to its end, evidence ${ok ? "verified" : "does not verify"}`);
      } catch (error) {
        if (!mayEnd(error)) {
          broken.push(`the evaluation broke off: ${String(error)}`);
          return;
        }
        cutShort += 1;
      }
    }
  };

  const killOn = async (): Promise<void> => {
    try {
      for (let round = 1; round <= rounds && broken.length === 0; round += 1) {
        await pause(random() * longestPause);
        const from = performance.now();
        const { restartMs: restart, orphans } = await server.kill();
        broken.push(...orphans.map(({ name, pid }) => `${name} (${pid}) outlived kill ${round}`));
        if (!(await allSeated(seats))) broken.push(`not everybody was seated after kill ${round}`);
        restartMs.push(restart);
        seatedMs.push(Math.round(performance.now() - from));
        say(`kill ${round}: served after ${restart} ms, all seated after ${seatedMs.at(-1)} ms`);
      }
    } finally {
      killed.abort();
    }
  };

  try {
    await Promise.all([playOn(), killOn()]);
    const acknowledged = seats.flatMap((seat) => seat.acknowledged);
    const stored = await storedCommands(server.dataDir);
    for (const id of acknowledged) {
      const times = stored.get(id) ?? 0;
      if (times !== 1) broken.push(`the acknowledged command ${id} is on record ${times} times`);
    }
    for (const [id, times] of stored) {
      if (times !== 1) broken.push(`the command ${id} is on record ${times} times`);
    }
    const kills = restartMs.length;
    const counts = { kills, evaluations, cutShort, acknowledged: acknowledged.length };
    return { ...counts, restartMs, seatedMs, broken };
  } finally {
    restoreFetch();
    await server.stop();
  }
}

/** Waits until every seat that is still wanted is joined; false when that does not happen. */
async function allSeated(seats: readonly Seat[]): Promise<boolean> {
  const over = new Set(["closed", "refused", "replaced", "joined"]);
  const deadline = performance.now() + seatPatience;
  while (performance.now() < deadline) {
    if (seats.every(({ connection }) => over.has(connection.getSnapshot().status))) return true;
    await pause(look);
  }
  return false;
}

async function signInExperts(url: string): Promise<readonly Account[]> {
  const logins = demoAccounts.filter(({ offices }) => offices.includes("expert"));
  const accounts: Account[] = [];
  for (const { login } of logins) accounts.push(await signIn(url, login, DEMO_PASSWORD));
  return accounts;
}

/** Answers how to put the usual one back. */
function makeFetchPatient(): () => void {
  const usual = globalThis.fetch;
  globalThis.fetch = patientFetch(usual);
  return () => {
    globalThis.fetch = usual;
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
