import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { memoryRecord } from "../../../server/src/adapters/memory/index.ts";
import { GroupCommit } from "../../../server/src/kernel/group-commit.ts";
import type { EventStore, StoredEvent } from "../../../server/src/kernel/ports.ts";
import {
  LeaseHeld,
  leaseMs,
  renewMs,
  StreamDamaged,
  StreamWriter,
} from "../../../server/src/kernel/stream-writer.ts";

const replay = ({ body }: StoredEvent) => JSON.parse(body);
const draft = (id: string) => ({ commandId: id, at: (place: object) => ({ ...place, id }) });

let now = 0;
let record: ReturnType<typeof memoryRecord>;

beforeEach(async () => {
  vi.useFakeTimers();
  now = 0;
  record = memoryRecord({ now: () => now });
  const first = await open("node-1");
  for (let index = 0; index < 4; index += 1) await first.append([draft(`c${index}`)]);
  await first.release();
});
afterEach(() => vi.useRealTimers());

function open(node: string, store: EventStore = record.events): Promise<StreamWriter> {
  const { leases } = record;
  return StreamWriter.open("s", { store, leases, commit: new GroupCommit(store), node }, replay);
}

/** The store of somebody who is held up between the first and the second event. */
function heldUp(meanwhile: () => Promise<void>): EventStore {
  return {
    ...record.events,
    async *read(stream, from) {
      let isFirst = true;
      for await (const event of record.events.read(stream, from)) {
        yield event;
        if (isFirst) await meanwhile();
        isFirst = false;
      }
      // What has come meanwhile is read, too, as from a store that is read page by page.
      yield* record.events.read(stream, 4);
    },
  };
}

/** Time goes by, and timers have their turn. */
async function pass(ms: number): Promise<void> {
  for (let gone = 0; gone < ms; gone += renewMs / 2) {
    now += renewMs / 2;
    await vi.advanceTimersByTimeAsync(renewMs / 2);
  }
}

describe("a stream that takes longer to read than a lease lasts", () => {
  test("stays the reader's while it works", async () => {
    const others: unknown[] = [];
    const slow = heldUp(async () => {
      await pass(3 * leaseMs);
      others.push(await open("node-2").catch((error: unknown) => error));
    });
    const writer = await open("node-1", slow);
    expect(others).toEqual([expect.any(LeaseHeld)]);
    expect(await writer.append([draft("next")])).toEqual({ ok: true });
  });

  test("is another's, and not damaged, when the reader was paused and the other has written", async () => {
    const paused = heldUp(async () => {
      now += 2 * leaseMs;
      const heir = await open("node-2");
      await heir.append([draft("a"), draft("b")]);
    });
    await expect(open("node-1", paused)).rejects.toMatchObject({
      name: "LeaseHeld",
      node: "node-2",
    });
  });

  test("is damaged when there is more than was stated though nobody else had it", async () => {
    const added: EventStore = {
      ...record.events,
      streams: async (prefix) =>
        (await record.events.streams(prefix)).map((stated) => ({ ...stated, size: 3 })),
    };
    await expect(open("node-1", added)).rejects.toThrow(StreamDamaged);
    await expect(open("node-2")).resolves.toBeInstanceOf(StreamWriter);
  });
});
