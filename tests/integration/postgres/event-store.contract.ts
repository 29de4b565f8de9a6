import { beforeEach, describe, expect, test } from "vitest";
import type { EventStore, LeaseStore, StoredEvent } from "../../../server/src/kernel/ports.ts";
import { appendOf } from "../../support/event-making.ts";

/** What every event store promises. */
export function eventStoreContract(
  name: string,
  open: () => Promise<Readonly<{ events: EventStore; leases: LeaseStore }>>,
): void {
  describe(`the event store (${name})`, () => {
    let events: EventStore;
    let leases: LeaseStore;
    beforeEach(async () => {
      ({ events, leases } = await open());
    });

    test("gives back what was appended, in order and to the byte", async () => {
      const bodies = ['{"名":"远评"}', '{"b":"\\u0000\\\\"}', `{"long":"${"长".repeat(70_000)}"}`];
      const append = appendOf("evaluation/a", 0, 0, "command-1", bodies);
      expect(await events.append([append])).toEqual([{ ok: true }]);
      expect(await all(events, "evaluation/a")).toEqual(append.events);
      expect(await all(events, "evaluation/a", 2)).toEqual(append.events.slice(2));
      expect(await all(events, "evaluation/b")).toEqual([]);
    });

    test("reads streams that are longer than a page whole", async () => {
      const bodies = Array.from({ length: 2_500 }, (_, n) => `{"n":${n}}`);
      await events.append([appendOf("evaluation/a", 0, 0, "command-1", bodies)]);
      const read = await all(events, "evaluation/a", 1);
      expect(read.map(({ body }) => body)).toEqual(bodies.slice(1));
    });

    test("refuses a writer that is wrong about the size, and tells it the size", async () => {
      await events.append([appendOf("evaluation/a", 0, 0, "command-1", ["{}", "{}"])]);
      for (const size of [0, 1, 3]) {
        const outcome = await events.append([
          appendOf("evaluation/a", size, 0, `command-${size}x`),
        ]);
        expect(outcome).toEqual([{ ok: false, reason: "size-differs", actualSize: 2 }]);
      }
      expect(await all(events, "evaluation/a")).toHaveLength(2);
    });

    test("refuses a writer whose lease went to another", async () => {
      const first = await leases.acquire("evaluation/a", "node-1", 60_000);
      const epoch = first.held ? first.epoch : -1;
      expect(await events.append([appendOf("evaluation/a", 0, epoch, "command-1")])).toEqual([
        { ok: true },
      ]);
      await leases.release("evaluation/a", "node-1", epoch);
      await leases.acquire("evaluation/a", "node-2", 60_000);
      for (const stale of [epoch, 0, epoch + 2]) {
        expect(await events.append([appendOf("evaluation/a", 1, stale, "command-2")])).toEqual([
          { ok: false, reason: "lease-lost" },
        ]);
      }
      expect(await events.append([appendOf("evaluation/a", 1, epoch + 1, "command-2")])).toEqual([
        { ok: true },
      ]);
    });

    test("a refused append leaves the others of the call unharmed", async () => {
      await events.append([appendOf("evaluation/b", 0, 0, "command-b")]);
      const outcomes = await events.append([
        appendOf("evaluation/a", 0, 0, "command-a"),
        appendOf("evaluation/b", 0, 0, "command-c"),
        appendOf("evaluation/c", 0, 7, "command-d"),
        appendOf("ledger", 0, 0, "command-e"),
      ]);
      expect(outcomes.map((outcome) => (outcome.ok ? "ok" : outcome.reason))).toEqual([
        "ok",
        "size-differs",
        "lease-lost",
        "ok",
      ]);
      expect(await events.streams("")).toEqual([
        { stream: "evaluation/a", size: 1 },
        { stream: "evaluation/b", size: 1 },
        { stream: "ledger", size: 1 },
      ]);
    });

    test("appends of one call build on one another", async () => {
      const outcomes = await events.append([
        appendOf("evaluation/a", 0, 0, "command-1", ["{}", "{}"]),
        appendOf("evaluation/a", 1, 0, "command-2"),
        appendOf("evaluation/a", 2, 0, "command-3"),
      ]);
      expect(outcomes).toEqual([
        { ok: true },
        { ok: false, reason: "size-differs", actualSize: 2 },
        { ok: true },
      ]);
      expect((await all(events, "evaluation/a")).map(({ seq }) => seq)).toEqual([0, 1, 2]);
    });

    test("a command that is appended twice rejects the call, and nothing of it is written", async () => {
      await events.append([appendOf("evaluation/a", 0, 0, "command-1")]);
      await expect(
        events.append([
          appendOf("evaluation/a", 1, 0, "command-1"),
          appendOf("evaluation/b", 0, 0, "command-2"),
        ]),
      ).rejects.toThrow(/duplicate/);
      expect(await events.streams("")).toEqual([{ stream: "evaluation/a", size: 1 }]);
    });

    test("the same command id in two streams is two commands", async () => {
      const outcomes = await events.append([
        appendOf("evaluation/a", 0, 0, "command-1"),
        appendOf("evaluation/b", 0, 0, "command-1"),
      ]);
      expect(outcomes).toEqual([{ ok: true }, { ok: true }]);
    });

    test("events that are not numbered from the expected size reject the call", async () => {
      const append = appendOf("evaluation/a", 0, 0, "command-1", ["{}", "{}"]);
      const gap = { ...append, events: append.events.slice(1) };
      await expect(events.append([gap])).rejects.toThrow(RangeError);
    });

    test.each([0, 3])(
      "of many writers at once on a stream of %i exactly one goes on",
      async (size) => {
        await grow(events, ["evaluation/a"], size);
        const writers = Array.from({ length: 20 }, (_, n) =>
          events.append([appendOf("evaluation/a", size, 0, `command-${n}`, [`{"n":${n}}`])]),
        );
        const outcomes = (await Promise.all(writers)).flat();
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        expect(await all(events, "evaluation/a")).toHaveLength(size + 1);
      },
    );

    test.each([0, 3])(
      "calls that share streams of %i in opposite order do not block one another",
      async (size) => {
        const names = Array.from({ length: 12 }, (_, n) => `evaluation/${n}`);
        // Made in this order, so that the order in which a table is read is not the order of the names.
        await grow(events, names.toReversed(), size);
        const calls = Array.from({ length: 40 }, (_, n) =>
          events.append(
            (n % 2 === 0 ? names : names.toReversed().slice(n % 7)).map((name) =>
              appendOf(name, size, 0, `command-${n}`),
            ),
          ),
        );
        const outcomes = (await Promise.all(calls)).flat();
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(names.length);
      },
    );

    test("lists streams by prefix, and none that is empty", async () => {
      await leases.acquire("evaluation/empty", "node-1", 60_000);
      await events.append([
        appendOf("evaluation/b", 0, 0, "command-1"),
        appendOf("evaluation/B_", 0, 0, "command-1"),
        appendOf("registry", 0, 0, "command-1"),
      ]);
      expect(await events.streams("evaluation/")).toEqual([
        { stream: "evaluation/B_", size: 1 },
        { stream: "evaluation/b", size: 1 },
      ]);
      expect(await events.streams("evaluation/%")).toEqual([]);
    });

    test("answers a ping and an empty append", async () => {
      await expect(events.ping()).resolves.toBeUndefined();
      expect(await events.append([])).toEqual([]);
    });
  });
}

async function grow(store: EventStore, names: readonly string[], size: number): Promise<void> {
  const bodies = Array.from({ length: size }, () => "{}");
  for (const name of size === 0 ? [] : names) {
    await store.append([appendOf(name, 0, 0, "command-before", bodies)]);
  }
}

async function all(store: EventStore, stream: string, fromSeq?: number): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for await (const event of store.read(stream, fromSeq)) {
    events.push(event);
  }
  return events;
}
