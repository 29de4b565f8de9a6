import type {
  CheckpointStore,
  Clock,
  EventStore,
  LeaseStore,
  StoredEvent,
} from "../../kernel/ports.ts";
import { judge } from "../append-rules.ts";
import { memoryCheckpointStore } from "./side-stores.ts";

type Stream = {
  readonly events: StoredEvent[];
  readonly placed: Set<string>;
  seal: Uint8Array | undefined;
  epoch: number;
  node: string | undefined;
  leaseUntil: number;
};

/** Streams and their leases in memory, for unit tests of what stands on them. Nothing here survives the process. */
export function memoryRecord(
  clock: Clock,
  checkpoints: CheckpointStore = memoryCheckpointStore(),
): Readonly<{ events: EventStore; leases: LeaseStore }> {
  const streams = new Map<string, Stream>();
  return {
    events: memoryEventStore(streams, checkpoints),
    leases: memoryLeaseStore(streams, clock),
  };
}

function memoryEventStore(streams: Map<string, Stream>, kept: CheckpointStore): EventStore {
  return {
    async append(appends, checkpoints = []) {
      const heads = [...streams].map(
        ([name, { events, epoch }]) => [name, { size: events.length, epoch }] as const,
      );
      const { outcomes, rows, grown } = judge(appends, new Map(heads));
      const placeOf = (row: (typeof rows)[number]) => `${row.event.commandId} ${row.commandIndex}`;
      // Looked at before anything is written: a rejection means that nothing was.
      const places = new Set(rows.map((row) => `${row.stream} ${placeOf(row)}`));
      const known = rows.some((row) => streams.get(row.stream)?.placed.has(placeOf(row)));
      if (known || places.size < rows.length) {
        throw new Error("duplicate command");
      }
      for (const row of rows) {
        const stream = streamOf(streams, row.stream);
        stream.events.push(row.event);
        stream.placed.add(placeOf(row));
      }
      for (const [name, { seal }] of grown) streamOf(streams, name).seal = seal;
      for (const checkpoint of checkpoints) await kept.save(checkpoint);
      return outcomes;
    },
    async *read(name, fromSeq = 0) {
      yield* (streams.get(name)?.events ?? []).slice(fromSeq);
    },
    async streams(prefix) {
      return [...streams]
        .filter(([name, { events }]) => name.startsWith(prefix) && events.length > 0)
        .map(([stream, { events, seal }]) => ({
          stream,
          size: events.length,
          ...(seal === undefined ? {} : { seal }),
        }))
        .toSorted((a, b) => (a.stream < b.stream ? -1 : 1));
    },
    async ping() {},
  };
}

function memoryLeaseStore(streams: Map<string, Stream>, clock: Clock): LeaseStore {
  const holder = (name: string, node: string, epoch: number): Stream | undefined => {
    const stream = streams.get(name);
    return stream?.node === node && stream.epoch === epoch ? stream : undefined;
  };
  return {
    async acquire(name, node, ttlMs) {
      const stream = streamOf(streams, name);
      const holding = stream.node;
      if (holding !== undefined && holding !== node && stream.leaseUntil > clock.now()) {
        return { held: false, node: holding };
      }
      stream.epoch += 1;
      stream.node = node;
      stream.leaseUntil = clock.now() + ttlMs;
      return { held: true, epoch: stream.epoch };
    },
    async renew(held, node, ttlMs) {
      const kept = held.filter(({ stream: name, epoch }) => {
        const stream = holder(name, node, epoch);
        if (stream !== undefined) stream.leaseUntil = clock.now() + ttlMs;
        return stream !== undefined;
      });
      return new Set(kept.map(({ stream }) => stream));
    },
    async transfer(name, node, epoch, to, ttlMs) {
      const stream = holder(name, node, epoch);
      if (stream === undefined) return false;
      stream.node = to;
      stream.epoch += 1;
      stream.leaseUntil = clock.now() + ttlMs;
      return true;
    },
    async release(name, node, epoch) {
      const stream = holder(name, node, epoch);
      if (stream !== undefined) {
        stream.node = undefined;
      }
    },
    async holder(name) {
      const stream = streams.get(name);
      return stream?.node === undefined
        ? undefined
        : { node: stream.node, expired: stream.leaseUntil <= clock.now() };
    },
    async waiting(prefix, node, limit) {
      return [...streams]
        .filter(([name]) => name.startsWith(prefix))
        .filter(([, stream]) => stream.node !== undefined)
        .filter(([, stream]) => stream.node === node || stream.leaseUntil <= clock.now())
        .map(([name]) => name)
        .slice(0, limit);
    },
  };
}

function streamOf(streams: Map<string, Stream>, name: string): Stream {
  const known = streams.get(name);
  if (known !== undefined) {
    return known;
  }
  const fresh: Stream = {
    events: [],
    placed: new Set(),
    seal: undefined,
    epoch: 0,
    node: undefined,
    leaseUntil: 0,
  };
  streams.set(name, fresh);
  return fresh;
}
