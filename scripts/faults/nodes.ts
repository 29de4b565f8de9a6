import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { streamOf } from "@yuanping/shared/contracts/record.ts";
import { caseSchema } from "@yuanping/shared/method/index.ts";
import { spreadOf, type Spread } from "../bench/spread.ts";
import type { Seat } from "../demo/seat.ts";
import { allWell, harm, harms, type Done, type Harm } from "./nodes/harm.ts";
import { openTalk, playOn } from "./nodes/people.ts";
import { judgeRecord } from "./nodes/record.ts";
import { Site } from "./nodes/site.ts";
import type { Talk } from "./nodes/talk.ts";
import { watchWriters, writerCounts, wrongWriters } from "./nodes/writers.ts";
import { patientFetch } from "./patient-fetch.ts";
import { seededRandom } from "./seeded-random.ts";

/** What people met in the rounds of one kind of harm: in seconds, where it is time. */
type HarmReport = Readonly<{
  rounds: number;
  lastedS: Spread;
  /** The longest that anybody's command took in a round, from the first try to its acknowledgement. */
  longestWaitS: Spread;
  /** How long the line of the one who was longest without one was lost. */
  outS: Spread;
  /** From the end of the harm until everybody was seated and had spoken, and every node was well. */
  wellAgainS: Spread;
  refused: Readonly<Record<string, number>>;
}>;

export type NodesReport = Readonly<{
  rounds: number;
  /** Until another node held the rooms of one that was killed or paused, in milliseconds. */
  takeoverMs: Spread;
  /** The same for nodes that were stopped in order. */
  handoverMs: Spread;
  harms: Readonly<Partial<Record<Harm, HarmReport>>>;
  evaluations: number;
  cutShort: number;
  acknowledged: number;
  streams: number;
  events: number;
  appends: number;
  /** How often a stream had a new holder, the first one included. */
  epochs: number;
  /** Whatever broke a promise, in words; empty when none was broken. */
  broken: readonly string[];
}>;

export type NodesOptions = Readonly<{
  rounds: number;
  seed: number;
  nodes: number;
  /** Which harms; all by default, in an order that the seed gives, each as often as any other. */
  only?: readonly Harm[];
  /** Rooms in which three talk all the time. */
  talking?: number;
  /** Whether whole evaluations are played beside them. */
  playing?: boolean;
  environment?: Readonly<Record<string, string>>;
  say: (text: string) => void;
  onLog?: (text: string) => void;
}>;

type Round = Readonly<{
  what: Harm;
  done: Done;
  longestWaitMs: number;
  outMs: number;
  wellAgainMs: number;
  refused: Readonly<Record<string, number>>;
}>;

const recoverPatience = 90_000;
const look = 50;
const longestPause = 1_500;
/** One try of a request; a paused node answers none. */
const requestPatience = 15_000;
const caseFile = resolve(import.meta.dirname, "../demo/default-case.json");

/**
 * Does seeded harm to nodes, PostgreSQL, Redis, media workers and the lines between them while people talk and whole
 * evaluations are played, and looks what is left of what was acknowledged. The seed gives what happens, to whom and for
 * how long; what everybody is doing then depends on the machine.
 */
export async function runNodes(options: NodesOptions): Promise<NodesReport> {
  const { rounds, seed, say, talking = 2, playing = true, onLog = () => {} } = options;
  const evaluation = caseSchema.parse(JSON.parse(await readFile(caseFile, "utf8")));
  const random = seededRandom(seed);
  const site = await Site.open({
    nodes: options.nodes,
    environment: { MEDIA_WORKERS: "1", RECORDING: "off", ...options.environment },
    onLog,
  });
  const restoreFetch = makeFetchPatient();
  const broken: string[] = [];
  const past: Round[] = [];
  const played: Seat[] = [];
  const talks: Talk[] = [];
  const over = new AbortController();
  try {
    await watchWriters(site.postgres.url);
    const { url } = site.balancer;
    const vkey = (await (await fetch(`${url}/api/log/keys`)).text()).trim();
    for (let room = 0; room < talking; room += 1)
      talks.push(...(await openTalk(url, room + 1, evaluation, seededRandom(seed + room))));
    for (const talk of talks) talk.begin();
    const plays = playing
      ? playOn({ url, evaluation, signal: over.signal, entered: (seat) => played.push(seat), say })
      : Promise.resolve({ evaluations: 0, cutShort: 0, broken: [] });
    const order = orderOf(options.only ?? harms, rounds, random);
    for (const [index, what] of order.entries()) {
      await pause(random() * longestPause);
      const round = await oneRound(site, what, talks, random).catch((error: unknown) => {
        broken.push(`round ${index + 1}, ${what}: ${String(error)}`);
        say(broken.at(-1) ?? "");
      });
      if (round === undefined) break;
      past.push(round);
      say(told(index + 1, round));
    }
    over.abort();
    const { evaluations, cutShort, broken: brokenOff } = await plays;
    broken.push(...brokenOff);
    // Whoever was not back has nothing more to say.
    await Promise.race([Promise.all(talks.map((talk) => talk.end())), pause(requestPatience)]);
    for (const { seat } of talks) seat.close();
    await site.endNodes();
    const acknowledged = [
      ...talks.flatMap((talk) => talk.acknowledged),
      ...played.flatMap((seat) => seat.acknowledged),
    ];
    const judged = await judgeRecord(site.postgres.url, acknowledged, vkey);
    broken.push(...judged.broken, ...(await wrongWriters(site.postgres.url)));
    return {
      rounds: past.length,
      takeoverMs: spreadOf(takeovers(past, ["kill a node", "pause a node"])),
      handoverMs: spreadOf(takeovers(past, ["stop a node in order"])),
      harms: Object.fromEntries(
        harms.flatMap((what) => {
          const of = past.filter((round) => round.what === what);
          return of.length === 0 ? [] : [[what, reportOf(of)] as const];
        }),
      ),
      evaluations,
      cutShort,
      acknowledged: acknowledged.length,
      streams: judged.streams,
      events: judged.events,
      ...(await writerCounts(site.postgres.url)),
      broken,
    };
  } finally {
    over.abort();
    restoreFetch();
    for (const { seat } of talks) seat.close();
    for (const seat of played) seat.close();
    await site.close();
  }
}

async function oneRound(
  site: Site,
  what: Harm,
  talks: readonly Talk[],
  random: () => number,
): Promise<Round> {
  const from = performance.now();
  const talkedIn = [...new Set(talks.map(({ seat }) => streamOf(seat.view.evaluation)))];
  const done = await harm(what, { site, talkedIn, random });
  const ended = performance.now();
  const isWell = async (): Promise<boolean> =>
    talks.every((talk) => talk.isSeated && talk.hasSpokenSince(ended)) && (await allWell(site));
  while (!(await isWell())) {
    for (const { fault } of talks) if (fault !== undefined) throw fault;
    if (performance.now() - ended > recoverPatience)
      throw new Error(
        `not everybody was back after ${recoverPatience / 1000} s: ${whoIsNot(talks)}`,
      );
    await pause(look);
  }
  const wellAgainMs = Math.round(performance.now() - ended);
  const met = talks.map((talk) => talk.metSince(from));
  const refused: Record<string, number> = {};
  for (const { refused: each } of met)
    for (const [code, times] of Object.entries(each)) refused[code] = (refused[code] ?? 0) + times;
  return {
    what,
    done,
    longestWaitMs: Math.max(0, ...met.map(({ longestWaitMs }) => longestWaitMs)),
    outMs: Math.max(0, ...met.map(({ outMs }) => outMs)),
    wellAgainMs,
    refused,
  };
}

/** Those who are not seated or do not get a word in, and what their lines say. */
function whoIsNot(talks: readonly Talk[]): string {
  const now = performance.now();
  return talks
    .filter((talk) => !talk.isSeated || !talk.hasSpokenSince(now - requestPatience))
    .map(({ seat }) => {
      const { status, refusal } = seat.connection.getSnapshot();
      const { connected, io } = seat.connection.socket;
      return `${seat.account.login} ${status} ${refusal?.code ?? ""} ${connected ? "on" : "off"} ${String(io.opts.port)}`;
    })
    .join(", ");
}

/** Every kind as often as any other, in an order by chance. */
function orderOf(kinds: readonly Harm[], rounds: number, random: () => number): readonly Harm[] {
  const order: Harm[] = [];
  while (order.length < rounds) {
    const block = kinds.map((what) => ({ what, at: random() })).toSorted((a, b) => a.at - b.at);
    order.push(...block.map(({ what }) => what));
  }
  return order.slice(0, rounds);
}

function takeovers(rounds: readonly Round[], kinds: readonly Harm[]): readonly number[] {
  return rounds.flatMap(({ what, done }) => (kinds.includes(what) ? done.takeoverMs : []));
}

function reportOf(rounds: readonly Round[]): HarmReport {
  const seconds = (of: (round: Round) => number): Spread =>
    spreadOf(rounds.map((round) => of(round) / 1000));
  const refused: Record<string, number> = {};
  for (const { refused: each } of rounds)
    for (const [code, times] of Object.entries(each)) refused[code] = (refused[code] ?? 0) + times;
  return {
    rounds: rounds.length,
    lastedS: seconds(({ done }) => done.lastedMs),
    longestWaitS: seconds(({ longestWaitMs }) => longestWaitMs),
    outS: seconds(({ outMs }) => outMs),
    wellAgainS: seconds(({ wellAgainMs }) => wellAgainMs),
    refused,
  };
}

function told(number: number, { what, done, longestWaitMs, outMs, wellAgainMs }: Round): string {
  const taken =
    done.takeoverMs.length === 0 ? "" : `, taken over after ${done.takeoverMs.join(", ")} ms`;
  return `round ${number}: ${what} (${done.victim}) for ${done.lastedMs} ms${taken}; longest wait ${longestWaitMs} ms, line lost ${outMs} ms, all well ${wellAgainMs} ms after`;
}

/** Answers how to put the usual one back. */
function makeFetchPatient(): () => void {
  const usual = globalThis.fetch;
  const bounded: typeof fetch = (input, init) =>
    usual(input, { signal: AbortSignal.timeout(requestPatience), ...init });
  const patient = patientFetch(bounded);
  // Whoever sets a limit wants to know whether it is kept.
  globalThis.fetch = (input, init) =>
    init?.signal === undefined ? patient(input, init) : usual(input, init);
  return () => {
    globalThis.fetch = usual;
  };
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
