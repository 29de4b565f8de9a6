import { connectPerson } from "../../demo/media-client.ts";
import { smallPicture, type PictureSize } from "../../demo/synthetic-media.ts";
import { startMediaServer, workerPath } from "../../demo/media-server.ts";
import { BareForwarding } from "./bare.ts";
import { allSeeAll, BenchPeer, pause, personOf, type Source } from "./peer.ts";
import { cpuSeconds, residentKb } from "./process-cost.ts";

/** What a worker spends on forwarding. */
export type Cost = Readonly<{
  peers: number;
  consumers: number;
  /** Until everybody decodes everybody, in milliseconds. */
  allSeeAllMs: number;
  /** Processor time of the worker, of one core. */
  workerPercent: number;
  percentPer100Consumers: number;
  /** How many consumers would fill a core at this cost. */
  consumersPerCore: number;
  workerMb: number;
}>;

export type ForwardingBench = Readonly<{
  /** What each camera sends; more pixels cost more packets for each consumer. */
  picture: PictureSize;
  /** The same streams of the same clients, in turns. */
  bare: readonly Cost[];
  ours: readonly Cost[];
  /** Ours to bare, by the processor time for a consumer, of each pair of rounds. */
  ratio: readonly number[];
  videoSeats: Cost | Unmeasured;
  audioPeers: Cost | Unmeasured;
}>;

/** Clients and decoders take more of the machine than there is of it. */
type Unmeasured = Readonly<{ unmeasured: string }>;

const both: readonly Source[] = ["microphone", "camera"];
const compared = 6;
const rounds = 3;
const measured = 6_000;

/**
 * What forwarding costs: mediasoup bare and ours with the same streams in turns, then twelve seats with picture and
 * sound in one room, then sixty with sound in ten. Clients are real WebRTC clients in this process.
 */
export async function benchForwarding(
  say: (cost: Cost | Unmeasured) => void,
): Promise<ForwardingBench> {
  const bare: Cost[] = [];
  const ours: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [costs, measure] of [
      [bare, costOfBare],
      [ours, () => costOfOurs(1, compared, both)],
    ] as const) {
      const cost = await measure();
      say(cost);
      costs.push(cost);
    }
  }
  const ratio = ours.map(
    ({ percentPer100Consumers }, round) =>
      Math.round((percentPer100Consumers / (bare[round]?.percentPer100Consumers ?? 1)) * 100) / 100,
  );
  const videoSeats = await costOfOurs(1, 12, both).catch(unmeasured);
  say(videoSeats);
  const audioPeers = await costOfOurs(10, 6, ["microphone"]).catch(unmeasured);
  say(audioPeers);
  return { picture: smallPicture, bare, ours, ratio, videoSeats, audioPeers };
}

function unmeasured(error: unknown): Unmeasured {
  return { unmeasured: String(error) };
}

async function costOfBare(): Promise<Cost> {
  const forwarding = await BareForwarding.start();
  const server = await startMediaServer();
  const peers: BenchPeer[] = [];
  try {
    for (let index = 0; index < compared; index += 1) {
      // The socket is there for its life alone: every request is answered by the bare forwarding.
      const socket = await connectPerson(server.url, "bare", personOf(index));
      const path = forwarding.socketOf(personOf(index));
      peers.push(new BenchPeer(index, socket, both, path));
    }
    const allSeeAllMs = await allSeeAll(peers, both);
    return await costOf(forwarding.pid, peers.length, forwarding.consumers, allSeeAllMs);
  } finally {
    for (const peer of peers) peer.close();
    forwarding.stop();
    await server.stop();
  }
}

async function costOfOurs(rooms: number, seats: number, sources: readonly Source[]): Promise<Cost> {
  const server = await startMediaServer({ config: { workers: 1 } });
  const peers: BenchPeer[] = [];
  try {
    await server.plane.start(workerPath());
    const [worker] = server.plane.workerPids();
    if (worker === undefined) throw new Error("there is no worker");
    const from = performance.now();
    const ofRooms: BenchPeer[][] = [];
    for (let room = 0; room < rooms; room += 1) {
      const people = Array.from({ length: seats }, (_, index) => personOf(index));
      const rights = { mayPublish: sources, maySubscribe: true };
      server.rooms.setParticipants(
        `bench-${room}`,
        people.map((person) => ({ person, ...rights })),
      );
      const own: BenchPeer[] = [];
      for (const [index, person] of people.entries()) {
        const socket = await connectPerson(server.url, `bench-${room}`, person);
        own.push(new BenchPeer(index, socket, sources));
      }
      ofRooms.push(own);
      peers.push(...own);
    }
    for (const own of ofRooms) await allSeeAll(own, sources);
    const consumers = rooms * seats * (seats - 1) * sources.length;
    return await costOf(worker, peers.length, consumers, performance.now() - from);
  } finally {
    for (const peer of peers) peer.close();
    await server.stop();
  }
}

async function costOf(
  pid: number,
  peers: number,
  consumers: number,
  allSeeAllMs: number,
): Promise<Cost> {
  await pause(2_000);
  const [before, from] = [cpuSeconds(pid), performance.now()];
  await pause(measured);
  const percent = ((cpuSeconds(pid) - before) * 100_000) / (performance.now() - from);
  const per100 = (percent * 100) / consumers;
  return {
    peers,
    consumers,
    allSeeAllMs: Math.round(allSeeAllMs),
    workerPercent: round(percent),
    percentPer100Consumers: round(per100),
    consumersPerCore: Math.round(10_000 / per100),
    workerMb: Math.round(residentKb(pid) / 1024),
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
