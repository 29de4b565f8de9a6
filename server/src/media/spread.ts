import type { DesiredMedia } from "./policy.ts";

/**
 * Which seat of a room goes on which worker. Pure. A seat's transports are on one worker, and so are the consumers of
 * everything it receives; what somebody on another worker receives of it is carried there once by a pipe, which costs
 * one consumer at the sender's end. A room that one worker can take stays on one, and has no pipes.
 */

/**
 * A worker is one thread and serves about 500 consumers by its authors' measure (mediasoup, "Scalability"); 400 leaves
 * room for bursts. Rooms are placed by what they may need at most, so that a full house is refused at its door and not
 * degraded in the middle of an evaluation.
 */
export const consumersPerWorker = 400;

/** A live worker, and how many consumers of it no other room has reserved. */
export type WorkerSpace = Readonly<{ id: string; free: number }>;

/** By PersonRef the worker of that seat. */
export type Places = ReadonlyMap<string, string>;

export type RoomPlan = Readonly<{
  /** Who is not in it has to be refused: there is no worker left for that seat. */
  places: Places;
  /** Consumers that each worker needs at most when everybody in `places` sends and receives all they may. */
  needs: ReadonlyMap<string, number>;
}>;

/**
 * Plans a room onto the fewest workers that can take it, the emptiest first. Whoever is `settled` has media open there
 * and stays, unless the room has outgrown that worker: then the last of the list are moved, and no more than it takes.
 * When all workers together are too few, the last of the list are left out, those who are settled after all others.
 */
export function planRoom(
  desired: DesiredMedia,
  workers: readonly WorkerSpace[],
  settled: Places = new Map(),
): RoomPlan {
  const live = new Set(workers.map(({ id }) => id));
  const staying = new Map(
    [...settled].filter(([person, worker]) => desired.has(person) && live.has(worker)),
  );
  const used = new Set(staying.values());
  const others = workers.filter(({ id }) => !used.has(id)).toSorted((a, b) => b.free - a.free);
  const candidates = [...workers.filter(({ id }) => used.has(id)), ...others];
  let people = [...desired.keys()];
  while (people.length > 0) {
    for (let count = Math.max(1, used.size); count <= candidates.length; count += 1) {
      const places = fitOnto(candidates.slice(0, count), desired, people, staying);
      if (places !== undefined) return { places, needs: consumersByWorker(desired, places) };
    }
    const leftOut = people.findLast((person) => !staying.has(person)) ?? people.at(-1);
    people = people.filter((person) => person !== leftOut);
  }
  return { places: new Map(), needs: new Map() };
}

/** Consumers on each worker, the ends of pipes among them, when everybody who has a place sends and receives all. */
export function consumersByWorker(
  desired: DesiredMedia,
  places: Places,
): ReadonlyMap<string, number> {
  const needs = new Map<string, number>();
  const add = (worker: string) => needs.set(worker, (needs.get(worker) ?? 0) + 1);
  const piped = new Set<string>();
  for (const [viewer, worker] of places) {
    needs.set(worker, needs.get(worker) ?? 0);
    for (const { from, source } of desired.get(viewer)?.receive ?? []) {
      const home = places.get(from);
      if (home === undefined) continue;
      add(worker);
      const pipe = JSON.stringify([from, source, worker]);
      if (home === worker || piped.has(pipe)) continue;
      piped.add(pipe);
      add(home);
    }
  }
  return needs;
}

/** Places everybody on these workers; undefined when that does not fit. Nobody is moved twice, so that it ends. */
function fitOnto(
  workers: readonly WorkerSpace[],
  desired: DesiredMedia,
  people: readonly string[],
  staying: Places,
): Places | undefined {
  const places = new Map<string, string>();
  const costs = receivedBy(desired, people);
  const space = workers.reduce((sum, { free }) => sum + free, 0);
  if ([...costs.values()].reduce((sum, cost) => sum + cost, 0) > space) return undefined;

  const load = new Map<string, number>();
  const put = (person: string, worker: string) => {
    places.set(person, worker);
    load.set(worker, (load.get(worker) ?? 0) + (costs.get(person) ?? 0));
  };
  for (const person of people) {
    const worker = staying.get(person);
    if (worker !== undefined) put(person, worker);
  }
  const fresh = people.filter((person) => !staying.has(person));
  const costly = fresh.toSorted((a, b) => (costs.get(b) ?? 0) - (costs.get(a) ?? 0));
  for (const person of costly) {
    const emptiest = roomiest(workers, load);
    if (emptiest === undefined) return undefined;
    put(person, emptiest.id);
  }

  const moved = new Set<string>();
  for (;;) {
    const needs = consumersByWorker(desired, places);
    const over = workers.find(({ id, free }) => (needs.get(id) ?? 0) > free);
    if (over === undefined) return places;
    const mover = moverOf(
      people.filter((person) => places.get(person) === over.id && !moved.has(person)),
      desired,
      staying,
    );
    const target = roomiest(
      workers.filter(({ id }) => id !== over.id),
      needs,
    );
    if (mover === undefined || target === undefined) return undefined;
    moved.add(mover);
    places.set(mover, target.id);
  }
}

/** The last of those whom moving costs least: who has nothing open yet, then whom nobody else sees go. */
function moverOf(
  people: readonly string[],
  desired: DesiredMedia,
  staying: Places,
): string | undefined {
  const fresh = people.findLast((person) => !staying.has(person));
  const silent = people.findLast((person) => desired.get(person)?.publish.size === 0);
  return fresh ?? silent ?? people.at(-1);
}

/** How many tracks each of these people may receive of the others among them. */
function receivedBy(desired: DesiredMedia, people: readonly string[]): ReadonlyMap<string, number> {
  const among = new Set(people);
  return new Map(
    people.map((person) => [
      person,
      (desired.get(person)?.receive ?? []).filter(({ from }) => among.has(from)).length,
    ]),
  );
}

function roomiest(
  workers: readonly WorkerSpace[],
  load: ReadonlyMap<string, number>,
): WorkerSpace | undefined {
  const left = ({ id, free }: WorkerSpace) => free - (load.get(id) ?? 0);
  return workers.reduce<WorkerSpace | undefined>(
    (best, worker) => (best === undefined || left(worker) > left(best) ? worker : best),
    undefined,
  );
}
