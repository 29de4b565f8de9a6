import { expect, test } from "vitest";
import { memoryRecord } from "../../server/src/adapters/memory/index.ts";
import { GroupCommit } from "../../server/src/kernel/group-commit.ts";
import type { StoredEvent } from "../../server/src/kernel/ports.ts";
import { LeaseHeld, leaseMs, StreamWriter } from "../../server/src/kernel/stream-writer.ts";
import { seededRandom } from "../../scripts/faults/seeded-random.ts";

const places = ["a", "b", "c"] as const;
type Place = (typeof places)[number];

const steps = 400;
const seed = Number(process.env["LEASES_SEED"] ?? Math.floor(Math.random() * 2 ** 32));

/** Three nodes that open, pause, die, hand over and write at random; what they were told and what is stored. */
async function play(random: () => number) {
  let now = 0;
  const { events: store, leases } = memoryRecord({ now: () => now });
  /** Each run of a node has a name of its own, as in life. */
  const running = new Map<Place, string>(places.map((place) => [place, place]));
  const writers = new Map<string, StreamWriter>();
  /** Writers of nodes that were paused or replaced, and may wake at any time believing what they believed. */
  const asleep: StreamWriter[] = [];
  const acknowledged: string[] = [];
  const wrote: StreamWriter[] = [];
  const pick = <Item>(items: readonly Item[]): Item | undefined =>
    items[Math.floor(random() * items.length)];
  const replay = ({ body }: StoredEvent) => JSON.parse(body);

  const open = async (node: string): Promise<void> => {
    const ports = { store, leases, commit: new GroupCommit(store), node };
    try {
      writers.set(node, await StreamWriter.open("room", ports, replay));
    } catch (error) {
      if (!(error instanceof LeaseHeld)) throw error;
    }
  };
  const write = async (writer: StreamWriter, id: string): Promise<void> => {
    const draft = { commandId: id, at: (place: object) => ({ ...place, id }) };
    const outcome = await writer.append([draft]);
    if (!outcome.ok) return;
    acknowledged.push(id);
    wrote.push(writer);
  };

  for (let step = 0; step < steps; step += 1) {
    const place = pick(places) ?? "a";
    const node = running.get(place) ?? place;
    const writer = writers.get(node);
    const what = random();
    // What is done takes time, too; a node without the stream tries again and again.
    now += Math.floor(random() * 500);
    if (writer === undefined) await open(node);
    else if (what < 0.5) await write(writer, `${step}`);
    else if (what < 0.6) await leases.renew([writer], node, leaseMs);
    else if (what < 0.7) {
      // Paused, or thought dead: another process is started in its place, or the same one opens the stream anew while
      // what it had sent is still on its way.
      asleep.push(writer);
      writers.delete(node);
      if (random() < 0.5) running.set(place, `${place}${step}`);
    } else if (what < 0.8) {
      const woken = pick(asleep);
      if (woken !== undefined) await write(woken, `woken-${step}`);
    } else if (what < 0.9) {
      await writer.transfer(pick([...running.values()]) ?? node);
      writers.delete(node);
    } else now += Math.floor(random() * leaseMs * 1.5);
  }
  const stored: StoredEvent[] = [];
  for await (const event of store.read("room")) stored.push(event);
  const ports = { store, leases, commit: new GroupCommit(store), node: "verifier" };
  now += leaseMs;
  const whole = await StreamWriter.open("room", ports, replay);
  return { acknowledged, wrote, stored, size: whole.size };
}

test(`nodes that pause, wake, die and hand over at random never write two in an epoch (LEASES_SEED=${seed})`, async () => {
  for (let run = 0; run < 40; run += 1) {
    const { acknowledged, wrote, stored, size } = await play(seededRandom(seed + run));
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(stored.map(({ commandId }) => commandId)).toEqual(acknowledged);
    expect(size).toBe(stored.length);
    const writersOf = new Map<number, Set<StreamWriter>>();
    for (const writer of wrote)
      writersOf.set(writer.epoch, (writersOf.get(writer.epoch) ?? new Set()).add(writer));
    for (const [epoch, who] of writersOf) expect([epoch, who.size]).toEqual([epoch, 1]);
    // Whoever writes in an epoch has seen everything of the ones before.
    const epochs = wrote.map(({ epoch }) => epoch);
    expect(epochs).toEqual(epochs.toSorted((a, b) => a - b));
  }
});
