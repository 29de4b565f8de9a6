import { loadavg } from "node:os";
import { setTimeout } from "node:timers/promises";
import { newUserId } from "../../server/src/registry/index.ts";
import { openCentre } from "./centre.ts";
import { BareServers } from "./bare-servers.ts";
import { Drivers } from "./drivers.ts";
import { officerSeats, type RoomFacts } from "./facts.ts";
import type { MediaSeen } from "./media-rooms.ts";
import type { Options } from "./options.ts";
import { prepareRoom } from "./prepare-room.ts";
import { costOf, type Cost } from "./process-cost.ts";
import {
  bytesShown,
  commandsOf,
  countedOf,
  enteredOf,
  type Counted,
  type Entered,
  type Usage,
} from "./result.ts";
import { costsOf, Endings, keyFileOf, startNodes, startStores, type Costs } from "./stand.ts";
import type { Stores } from "./stand.ts";

/** Rooms prepared at once. */
const preparingAtOnce = 48;
/** Seats that one driver can play without being what is measured. */
const seatsPerDriver = 4_500;
/** Joins a second, in all. */
const wave = 200;
/** The bare servers are measured for so long at most, in seconds. */
const longestBare = 30;

export type Result = Readonly<{
  options: Options;
  preparedMs: number;
  entered: Entered;
  /** While nobody sent anything. */
  still: Readonly<Record<string, Usage>>;
  played: Counted;
  usage: Readonly<Record<string, Usage>>;
  /** Of the rooms with pictures and sound; undefined where there are none. */
  media: MediaSeen | undefined;
  bare: Readonly<{ played: Counted; usage: Readonly<Record<string, Usage>>; textLength: number }>;
  /** One-minute load average of the machine when the playing ended: others may work on it. */
  loadAverage: number;
}>;

/** Runs everything and ends everything; `signal` ends it early. */
export async function runLoad(
  options: Options,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<Result> {
  const endings = new Endings();
  try {
    return await measured(options, say, signal, endings);
  } finally {
    await endings.run();
  }
}

async function measured(
  options: Options,
  say: (text: string) => void,
  signal: AbortSignal,
  endings: Endings,
): Promise<Result> {
  const stores = await startStores(endings);
  const from = performance.now();
  const all = await prepareRooms(stores, options, say, signal);
  const rooms = all.slice(0, options.rooms);
  const preparedMs = performance.now() - from;
  say(
    `${all.length} rooms prepared in ${Math.round(preparedMs / 1000)} s, ${Math.round(preparedMs / all.length)} ms each`,
  );
  const nodes = await startNodes(
    stores,
    { count: options.nodes, media: options.media > 0, profile: options.profile },
    endings,
  );
  const urls = nodes.all.map(({ url }) => url);
  say(`${urls.length} nodes serve`);
  const seats = rooms.reduce((sum, room) => sum + room.seats.length, 0);
  const count = Math.max(1, Math.min(4, Math.ceil(seats / seatsPerDriver)));
  const drivers = new Drivers(count);
  endings.add(() => drivers.stop());
  const shares = Array.from({ length: count }, (_, driver) =>
    rooms.filter((_room, index) => index % count === driver),
  );
  const measure = (): Costs => costsOf(stores, nodes, { drivers: drivers.pids });

  const enteredFrom = performance.now();
  const entries = await drivers.do(
    "entered",
    (driver) => ({
      type: "enter",
      rooms: [...(shares[driver] ?? [])],
      nodes: urls,
      perSecond: wave / count,
    }),
    signal,
  );
  const entered = enteredOf(entries, (performance.now() - enteredFrom) / 1000);
  for (const { why } of entries) if (why !== undefined) say(why);
  say(
    `${entered.joined} seats joined in ${Math.round(entered.seconds)} s, ${entered.failed} failed`,
  );

  const { usage: still } = await usedIn(measure, () => pause(options.still, signal));
  say("playing");
  const media = seeMedia(all.slice(options.rooms), urls, say, endings);
  const { result, usage } = await usedIn(measure, () =>
    drivers.do(
      "played",
      (driver) => ({
        type: "play",
        rate: (options.rate * (shares[driver]?.length ?? 0)) / rooms.length,
        seconds: options.seconds,
        seed: options.seed,
      }),
      signal,
    ),
  );
  const played = countedOf(result);
  const mediaSeen = await media;
  const loadAverage = loadavg()[0] ?? 0;
  say("the same on bare socket.io servers");
  const bare = await playBare(options, drivers, played, options.seats, signal, endings);
  return {
    options,
    preparedMs,
    entered,
    still,
    played,
    usage,
    media: mediaSeen,
    bare,
    loadAverage,
  };
}

async function prepareRooms(
  stores: Stores,
  { rooms, media, seats }: Options,
  say: (text: string) => void,
  signal: AbortSignal,
): Promise<readonly RoomFacts[]> {
  const centre = await openCentre(stores.postgres.url, keyFileOf(stores));
  try {
    const agency = await centre.enrol(newUserId(), "代理机构", "agency");
    const facts: RoomFacts[] = [];
    let next = 0;
    const prepare = async (): Promise<void> => {
      for (let room = next++; room < rooms + media; room = next++) {
        signal.throwIfAborted();
        facts[room] = await prepareRoom(centre, {
          room,
          members: seats - officerSeats.length,
          progress: room < rooms ? room / rooms : "arrived",
          agency,
          signal,
        });
        if ((room + 1) % 100 === 0) say(`${room + 1} of ${rooms} rooms prepared`);
      }
    };
    // All have to stop before the store does.
    const ended = await Promise.allSettled(Array.from({ length: preparingAtOnce }, prepare));
    const failed = ended.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    return facts;
  } finally {
    await centre.close();
  }
}

/** Looks into the rooms with media while the others are played. */
async function seeMedia(
  rooms: readonly RoomFacts[],
  urls: readonly string[],
  say: (text: string) => void,
  endings: Endings,
): Promise<MediaSeen | undefined> {
  if (rooms.length === 0) return undefined;
  // The library for WebRTC is loaded only where it is needed.
  const { MediaRooms } = await import("./media-rooms.ts");
  const media = new MediaRooms();
  endings.add(async () => media.stop());
  return media.watch(rooms, urls, say);
}

/** As many viewers in as many rooms are shown as many bytes for each command. */
async function playBare(
  { nodes, seconds: length, rate }: Options,
  drivers: Drivers,
  played: Counted,
  seats: number,
  signal: AbortSignal,
  endings: Endings,
): Promise<Result["bare"]> {
  const servers = await BareServers.start(nodes);
  endings.add(() => servers.stop());
  await drivers.do(
    "entered",
    () => ({
      type: "enter-bare",
      servers: servers.urls,
      perSecond: (wave * 4) / drivers.count,
    }),
    signal,
  );
  const textLength = Math.round(bytesShown(played) / Math.max(1, commandsOf(played)) / seats);
  const measure = (): Costs => ({
    nodes: servers.pids.map((pid) => costOf(pid)),
    drivers: drivers.pids.map((pid) => costOf(pid)),
  });
  const { result, usage } = await usedIn(measure, () =>
    drivers.do(
      "played",
      () => ({
        type: "play-bare",
        rate: rate / drivers.count,
        seconds: Math.min(length, longestBare),
        textLength,
      }),
      signal,
    ),
  );
  return { played: countedOf(result), usage, textLength };
}

/** What something used, kind by kind, while it ran. */
async function usedIn<Value>(
  measure: () => Costs,
  work: () => Promise<Value>,
): Promise<Readonly<{ result: Value; usage: Readonly<Record<string, Usage>> }>> {
  const before = measure();
  const from = performance.now();
  const result = await work();
  const wall = (performance.now() - from) / 1000;
  const after = measure();
  const usage = Object.entries(after).map(([kind, costs]): [string, Usage] => {
    const cpu = (of: readonly Cost[]): number =>
      of.reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    const cpuSeconds = cpu(costs) - cpu(before[kind] ?? []);
    const memoryMb = costs.reduce((sum, cost) => sum + cost.memoryMb, 0);
    return [kind, { cpuSeconds, cores: cpuSeconds / wall, memoryMb, processes: costs.length }];
  });
  return { result, usage: Object.fromEntries(usage) };
}

function pause(length: number, signal: AbortSignal): Promise<void> {
  return setTimeout(length * 1000, undefined, { signal });
}
