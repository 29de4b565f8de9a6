import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import {
  migrate,
  openDatabase,
  postgresCheckpointStore,
  postgresEventStore,
  postgresLeaseStore,
  postgresVaultStore,
  startEmbedded,
} from "../../server/src/adapters/postgres/index.ts";
import { Checkpoints } from "../../server/src/evidence/checkpoints.ts";
import { loadLogKey } from "../../server/src/evidence/log-key.ts";
import { streamSealer } from "../../server/src/evidence/stream-sealer.ts";
import { Vault } from "../../server/src/evidence/vault.ts";
import { GroupCommit } from "../../server/src/kernel/group-commit.ts";
import {
  StreamWriter,
  type Draft,
  type WriterPorts,
} from "../../server/src/kernel/stream-writer.ts";
import { rawSyncs, rateOf } from "./raw-disk.ts";
import { figureOf, type Figure } from "./spread.ts";

const rounds = 5;
const unbatched = 300;
const batch = 100;
const batches = 60;
const streamsTogether = 4;
const perSecond = 200;
const seconds = 4;
const streamsAtOnce = 10;

type Log = Readonly<{ ports: WriterPorts; checkpoints: Checkpoints }>;

/**
 * The log at rest as the server writes it: canonical JSON, leaf hash, Merkle head, seal, durable transaction, and then a
 * signed checkpoint that is kept too. The disk alone is measured in the same run, before and after.
 */
export async function benchLog(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "yuanping-bench-"));
  const embedded = await startEmbedded({ dataDir: join(folder, "postgres") });
  await migrate(embedded.owner);
  const { db, close } = openDatabase(embedded.connection);
  const masterKey = randomBytes(32);
  const store = postgresEventStore(db);
  const commit = new GroupCommit(store);
  const ports = {
    store,
    leases: postgresLeaseStore(db),
    commit,
    node: "bench",
    seal: streamSealer(masterKey),
  };
  const logKey = await loadLogKey(new Vault(postgresVaultStore(db), masterKey));
  const checkpoints = new Checkpoints(postgresCheckpointStore(db), commit, logKey, (error) => {
    throw error;
  });
  const log = { ports, checkpoints };
  try {
    const raw = (): Promise<readonly number[]> => rawSyncs(folder);
    // A first round that nobody counts: connections, plans and code are warm afterwards.
    await oneByOne(log);
    return [
      await figureOf("raw write+fdatasync", "per s", rounds, raw),
      await figureOf("events one by one, a signed checkpoint each", "per s", rounds, () =>
        oneByOne(log),
      ),
      await figureOf("events by 100, a signed checkpoint each time", "per s", rounds, () =>
        byHundred(log, 1),
      ),
      await figureOf(`the same in ${streamsTogether} streams at once`, "per s", rounds, () =>
        byHundred(log, streamsTogether),
      ),
      await figureOf(`acknowledgement at ${perSecond} events a second`, "ms", 1, () =>
        acknowledgements(log),
      ),
      await figureOf("raw write+fdatasync again", "per s", rounds, raw),
    ];
  } finally {
    await close();
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** About as long as an ordinary event. */
function draft(): Draft<unknown> {
  const text = randomBytes(150).toString("hex");
  return {
    commandId: randomUUID(),
    at: ({ seq, prev }) => ({ v: 1, stream: "bench", seq, prev, text, actor: "system" }),
  };
}

function openStream({ ports }: Log): Promise<StreamWriter> {
  return StreamWriter.open(`bench/${randomUUID()}`, ports, () => ({ prev: "" }));
}

/** Appends and answers how its checkpoint is being kept. */
async function append({ checkpoints }: Log, writer: StreamWriter, count: number) {
  const outcome = await writer.append(Array.from({ length: count }, draft));
  if (!outcome.ok) throw new Error(`an append was refused: ${outcome.reason}`);
  return { kept: checkpoints.sign(writer.stream, writer.head()) };
}

async function oneByOne(log: Log): Promise<readonly number[]> {
  const writer = await openStream(log);
  return rateOf(unbatched, () => appends(log, writer, unbatched, 1));
}

/** A stream's next hundred waits for its last to be durable; those of others are made and written meanwhile. */
async function byHundred(log: Log, streams: number): Promise<readonly number[]> {
  const writers = await Promise.all(Array.from({ length: streams }, () => openStream(log)));
  return rateOf(streams * batch * batches, () =>
    Promise.all(writers.map((writer) => appends(log, writer, batches, batch))),
  );
}

/** One after the other; over when the last checkpoint is kept. */
async function appends(log: Log, writer: StreamWriter, times: number, count: number) {
  const keeping: Promise<string>[] = [];
  for (let index = 0; index < times; index += 1)
    keeping.push((await append(log, writer, count)).kept);
  await Promise.all(keeping);
}

/** Events arrive on a fixed beat, whether or not the last is done; each is timed from its beat to durability. */
async function acknowledgements(log: Log): Promise<readonly number[]> {
  const writers = await Promise.all(Array.from({ length: streamsAtOnce }, () => openStream(log)));
  const last = new Map<StreamWriter, Promise<unknown>>();
  const times: Promise<number>[] = [];
  const from = performance.now();
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const beat = from + (index * 1000) / perSecond;
    await delay(Math.max(0, beat - performance.now()));
    // A timer may wake a little early.
    const since = Math.min(beat, performance.now());
    const writer = writers[index % writers.length];
    if (writer === undefined) throw new Error("there is no stream");
    const done = (last.get(writer) ?? Promise.resolve()).then(() => append(log, writer, 1));
    last.set(writer, done);
    times.push(done.then(() => performance.now() - since));
  }
  return Promise.all(times);
}
