import { mediaPath, type MediaPath } from "../../faults/network/media-path.ts";
import { connectPerson } from "../../demo/media-client.ts";
import { startMediaServer, workerPath, type MediaServer } from "../../demo/media-server.ts";
import { percentilesOf, type Percentiles } from "../spread.ts";
import { allSeeAll, BenchPeer, pause, personOf, until, type Source } from "./peer.ts";

export type RecoveryBench = Readonly<{
  /** From the kill of the worker until two people of a room decode each other again, in milliseconds. */
  workerDeath: Percentiles;
  /** From the end of a cut of 30 s until two people decode each other again. */
  cutOf30s: Percentiles;
  /** From the newer socket's first message until it decodes the other, and the other it. */
  takeover: Percentiles;
}>;

/** What has to be closed in any case; closing twice does nothing. */
type Ends = Set<() => void>;

const both: readonly Source[] = ["microphone", "camera"];
const deaths = 8;
const takeovers = 8;
const cutRooms = 6;
const cutRounds = 1;
const cutMs = 30_000;

/** How soon picture and sound are back, both ways, after each kind of loss. */
export async function benchRecovery(): Promise<RecoveryBench> {
  const ends: Ends = new Set();
  const server = await startMediaServer({ config: { workers: 1 } });
  try {
    await server.plane.start(workerPath());
    const workerDeath = percentilesOf(await afterDeaths(server, ends));
    const takeover = percentilesOf(await afterTakeovers(server, ends));
    const cutOf30s = percentilesOf(await afterCuts(server, ends));
    return { workerDeath, cutOf30s, takeover };
  } finally {
    // Whoever is still sending keeps this process alive, also after a failure.
    for (const end of ends) end();
    await server.stop();
  }
}

async function afterDeaths(server: MediaServer, ends: Ends): Promise<readonly number[]> {
  const pair = await twoIn(server, ends, "bench-deaths");
  const times: number[] = [];
  for (let round = 0; round < deaths; round += 1) {
    await allSeeAll(pair.peers, both);
    const [worker] = server.plane.workerPids();
    if (worker === undefined) throw new Error("there is no worker");
    const before = pair.tracks();
    const from = performance.now();
    process.kill(worker, "SIGKILL");
    await until("the tracks are new", () =>
      pair.tracks().every((track) => !before.includes(track)),
    );
    await allSeeAll(pair.peers, both);
    times.push(performance.now() - from);
  }
  pair.close();
  return times;
}

async function afterTakeovers(server: MediaServer, ends: Ends): Promise<readonly number[]> {
  const { peers, close } = await twoIn(server, ends, "bench-takeovers");
  const [stays, first] = peers;
  if (stays === undefined || first === undefined) throw new Error("two people are needed");
  let older = first;
  const times: number[] = [];
  for (let round = 0; round < takeovers; round += 1) {
    const socket = await connectPerson(server.url, "bench-takeovers", older.person);
    const theirs = both.map((source) => stays.track(older, source));
    const from = performance.now();
    const newer = new BenchPeer(1, socket, both);
    ends.add(() => newer.close());
    await until("the older track is gone", () =>
      both.every((source, index) => stays.track(newer, source) !== theirs[index]),
    );
    await allSeeAll([stays, newer], both);
    times.push(performance.now() - from);
    older.close();
    older = newer;
  }
  older.close();
  close();
  return times;
}

async function afterCuts(server: MediaServer, ends: Ends): Promise<readonly number[]> {
  const pairs = [];
  for (let room = 0; room < cutRooms; room += 1) {
    pairs.push(await twoIn(server, ends, `bench-cut-${room}`, true));
  }
  const times: number[] = [];
  for (let round = 0; round < cutRounds; round += 1) {
    for (const { path } of pairs) path?.set({ cut: true });
    await pause(cutMs);
    const from = performance.now();
    for (const { path } of pairs) path?.set({});
    const backs = pairs.map(async (pair) => {
      const counts = pair.counts();
      await until("everything moves again", () =>
        pair.counts().every((count, index) => count > 0 && count !== counts[index]),
      );
      return performance.now() - from;
    });
    times.push(...(await Promise.all(backs)));
  }
  for (const { close } of pairs) close();
  return times;
}

/** Two people in a room who decode each other; the second behind a relay where it is asked for. */
async function twoIn(server: MediaServer, ends: Ends, room: string, relayed = false) {
  const rights = { mayPublish: both, maySubscribe: true };
  const people = [0, 1].map((index) => ({ person: personOf(index), ...rights }));
  server.rooms.setParticipants(room, people);
  const peers: BenchPeer[] = [];
  let path: MediaPath | undefined;
  for (const [index, { person }] of people.entries()) {
    const socket = await connectPerson(server.url, room, person);
    if (relayed && index === 1) path = await mediaPath(socket);
    const peer = new BenchPeer(index, socket, both, path?.socket);
    ends.add(() => peer.close());
    peers.push(peer);
  }
  await allSeeAll(peers, both);
  const pairsOf = <Value>(look: (viewer: BenchPeer, sender: BenchPeer, source: Source) => Value) =>
    peers.flatMap((viewer) =>
      peers
        .filter((sender) => sender !== viewer)
        .flatMap((sender) => both.map((source) => look(viewer, sender, source))),
    );
  return {
    peers,
    path,
    tracks: () => pairsOf((viewer, sender, source) => viewer.track(sender, source)),
    counts: () => pairsOf((viewer, sender, source) => viewer.sees(sender, source)),
    close: () => {
      for (const peer of peers) peer.close();
      path?.close();
    },
  };
}
