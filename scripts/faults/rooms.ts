import { allSeeAll, BenchPeer, personOf, until, type Source } from "../bench/media/peer.ts";
import { percentilesOf, type Percentiles } from "../bench/spread.ts";
import { connectPerson } from "../demo/media-client.ts";
import { startMediaServer, workerPath, type MediaServer } from "../demo/media-server.ts";
import { seededRandom } from "./seeded-random.ts";

export type RoomsOptions = Readonly<{
  rooms: number;
  /** How often the worker of all rooms is killed. */
  kills: number;
  seed: number;
  say: (text: string) => void;
}>;

export type RoomsReport = Readonly<{
  rooms: number;
  people: number;
  /** Tracks that were received and decoded, each checked for whose it is. */
  tracks: number;
  kills: number;
  /** From a kill until everybody decodes everybody again, in milliseconds. */
  recovery: Percentiles;
  broken: readonly string[];
}>;

/** So many rooms are open at a time, with so many people at most. */
const atOnce = 5;
const mostPeople = 4;
const both: readonly Source[] = ["microphone", "camera"];

type OpenRoom = Readonly<{ name: string; peers: readonly BenchPeer[] }>;

/**
 * Fills one room after the other on one worker with people who join in random order, kills the worker under them, and
 * looks whether anybody is ever given a track of another room, or one that carries another's mark.
 */
export async function runRooms({ rooms, kills, seed, say }: RoomsOptions): Promise<RoomsReport> {
  const chance = seededRandom(seed);
  const server = await startMediaServer({ config: { workers: 1 } });
  const broken: string[] = [];
  const times: number[] = [];
  const leaves = new Set<() => void>();
  let [people, tracks, killed] = [0, 0, 0];
  try {
    await server.plane.start(workerPath());
    const waves = Math.ceil(rooms / atOnce);
    for (let wave = 0; wave < waves; wave += 1) {
      const first = wave * atOnce;
      const numbers = Array.from(
        { length: Math.min(atOnce, rooms - first) },
        (_, at) => first + at,
      );
      const open = await openRooms(server, numbers, chance, leaves, (what) => broken.push(what));
      const seen = async () => {
        // All rooms at once: one after the other, the last would seem to come back as late as the others were looked at.
        await Promise.all(open.map(({ peers }) => allSeeAll(peers, both)));
        for (const { peers } of open) tracks += peers.length * (peers.length - 1) * both.length;
      };
      await seen();
      people += open.reduce((sum, { peers }) => sum + peers.length, 0);
      while (killed < Math.round(((wave + 1) * kills) / waves)) {
        killed += 1;
        const from = performance.now();
        await killWorker(server, open);
        await seen();
        times.push(performance.now() - from);
      }
      leaveAll(leaves);
      say(
        `${first + numbers.length} rooms, ${tracks} tracks, ${killed} kills, ${broken.length} broken`,
      );
    }
  } catch (error) {
    // What was seen until then is told all the same.
    broken.push(error instanceof Error ? error.message : String(error));
  } finally {
    // Whoever is still sending keeps this process alive.
    leaveAll(leaves);
    await server.stop();
  }
  if (server.faults.length > 0) broken.push(`${server.faults.length} faults of ours`);
  return { rooms, people, tracks, kills: killed, recovery: percentilesOf(times), broken };
}

function leaveAll(leaves: Set<() => void>): void {
  for (const leave of leaves) leave();
  leaves.clear();
}

/** Whoever came leaves by one of `leaves`, also when not all could come. */
async function openRooms(
  server: MediaServer,
  numbers: readonly number[],
  chance: () => number,
  leaves: Set<() => void>,
  isBroken: (what: string) => void,
): Promise<readonly OpenRoom[]> {
  const plans = numbers.map((number) => {
    const size = 2 + Math.floor(chance() * (mostPeople - 1));
    const indexes = Array.from({ length: size }, (_, seat) => number * mostPeople + seat);
    const name = `room-${number}`;
    const rights = { mayPublish: both, maySubscribe: true };
    server.rooms.setParticipants(
      name,
      indexes.map((index) => ({ person: personOf(index), ...rights })),
    );
    return { name, indexes, peers: [] as BenchPeer[] };
  });
  const joins = plans
    .flatMap((plan) => plan.indexes.map((index) => ({ plan, index, order: chance() })))
    .toSorted((a, b) => a.order - b.order);
  for (const { plan, index } of joins) {
    const socket = await connectPerson(server.url, plan.name, personOf(index));
    const peer = new BenchPeer(index, socket, both);
    const own = new Set(plan.indexes.map(personOf));
    peer.session.subscribe(() => {
      const stray = [...peer.session.state.tracks.keys()].find((person) => !own.has(person));
      if (stray !== undefined)
        isBroken(`${plan.name}: a track of ${stray}, who is in another room`);
    });
    plan.peers.push(peer);
    leaves.add(() => peer.close());
  }
  return plans;
}

/** Resolves when every track that was there is gone. */
async function killWorker(server: MediaServer, open: readonly OpenRoom[]): Promise<void> {
  const [worker] = server.plane.workerPids();
  if (worker === undefined) throw new Error("there is no worker to kill");
  const tracksOf = () =>
    open.flatMap(({ peers }) =>
      peers.flatMap(({ session }) =>
        [...session.state.tracks.values()].flatMap((own) => Object.values(own)),
      ),
    );
  const before = new Set<MediaStreamTrack>(tracksOf());
  process.kill(worker, "SIGKILL");
  await until("the old tracks are gone", () => !tracksOf().some((track) => before.has(track)));
}
