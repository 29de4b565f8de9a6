import { connectPerson } from "../../demo/media-client.ts";
import { smallPicture, type PictureSize } from "../../demo/synthetic-media.ts";
import { startMediaServer, workerPath } from "../../demo/media-server.ts";
import { BareForwarding } from "./bare.ts";
import { packetsForwarded } from "./packets.ts";
import { allSeeAll, BenchPeer, pause, personOf, type Source } from "./peer.ts";
import { cpuSeconds, residentKb } from "./process-cost.ts";
import { TrackCopies } from "./track-copies.ts";

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
  packetsPerSecond: number;
  /** Of the worker's processor time. */
  microsecondsPerPacket: number;
  workerMb: number;
}>;

export type ForwardingBench = Readonly<{
  /** What each camera sends; more pixels cost more packets for each consumer. */
  picture: PictureSize;
  /** The same streams of the same clients, in turns. */
  bare: readonly Cost[];
  ours: readonly Cost[];
  /** Ours to bare, of each pair of rounds: by the processor time for a consumer, and for a packet that was sent on. */
  ratio: readonly number[];
  /** The fairer one where clients had too little of the machine to send as much in both rounds of a pair. */
  ratioByPacket: readonly number[];
  /** The same streams while every track is copied for a recorder, as well; what writes the files is not in it. */
  recorded: Cost;
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
      [ours, () => costOfOurs({ rooms: 1, seats: compared, sources: both })],
    ] as const) {
      const cost = await measure();
      say(cost);
      costs.push(cost);
    }
  }
  const ratioBy = (cost: (of: Cost) => number) =>
    ours.map((own, round) => {
      const [other] = bare.slice(round);
      return other === undefined ? Number.NaN : rounded(cost(own) / cost(other));
    });
  const recorded = await costOfOurs({ rooms: 1, seats: compared, sources: both, recorded: true });
  say(recorded);
  const videoSeats = await costOfOurs({ rooms: 1, seats: 12, sources: both }).catch(unmeasured);
  say(videoSeats);
  const sound: readonly Source[] = ["microphone"];
  const audioPeers = await costOfOurs({ rooms: 10, seats: 6, sources: sound }).catch(unmeasured);
  say(audioPeers);
  return {
    picture: smallPicture,
    bare,
    ours,
    ratio: ratioBy((cost) => cost.percentPer100Consumers),
    ratioByPacket: ratioBy((cost) => cost.microsecondsPerPacket),
    recorded,
    videoSeats,
    audioPeers,
  };
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

type OurRooms = Readonly<{
  rooms: number;
  seats: number;
  sources: readonly Source[];
  recorded?: boolean;
}>;

async function costOfOurs({ rooms, seats, sources, recorded = false }: OurRooms): Promise<Cost> {
  const copies = recorded ? await TrackCopies.start() : undefined;
  const server = await startMediaServer({
    config: { workers: 1 },
    follow: (track) => copies?.follow(track) ?? (() => undefined),
  });
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
    copies?.close();
  }
}

async function costOf(
  pid: number,
  peers: number,
  consumers: number,
  allSeeAllMs: number,
): Promise<Cost> {
  await pause(2_000);
  const packetsBefore = await packetsForwarded();
  const [before, from] = [cpuSeconds(pid), performance.now()];
  await pause(measured);
  const [used, ms] = [cpuSeconds(pid) - before, performance.now() - from];
  const packets = (await packetsForwarded()) - packetsBefore;
  const percent = (used * 100_000) / ms;
  const per100 = (percent * 100) / consumers;
  return {
    peers,
    consumers,
    allSeeAllMs: Math.round(allSeeAllMs),
    workerPercent: rounded(percent),
    percentPer100Consumers: rounded(per100),
    consumersPerCore: Math.round(10_000 / per100),
    packetsPerSecond: Math.round((packets * 1000) / ms),
    microsecondsPerPacket: rounded((used * 1_000_000) / packets),
    workerMb: Math.round(residentKb(pid) / 1024),
  };
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
