import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  migrate,
  openDatabase,
  postgresEventStore,
} from "../../server/src/adapters/postgres/index.ts";
import { postgresLeaseStore, startEmbedded } from "../../server/src/adapters/postgres/index.ts";
import { systemClock, systemRandom } from "../../server/src/adapters/system.ts";
import { EvaluationRoom } from "../../server/src/kernel/evaluation-room.ts";
import { GroupCommit } from "../../server/src/kernel/group-commit.ts";
import type { StoredEvent } from "../../server/src/kernel/ports.ts";
import { bodyBytes, rateOf, rawSyncs } from "./raw-disk.ts";
import { figureOf, type Figure } from "./spread.ts";
import { agency, benchTender, supervisor } from "./tender.ts";

const rounds = 5;
const single = 100;
const batch = 100;

/**
 * Durable writes: the disk alone, then the same disk through PostgreSQL, group commit and a whole room. One round of the
 * disk stands beside each round of the rest, so that a disk that grows slower shows in both.
 */
export async function benchAppends(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "yuanping-bench-"));
  const embedded = await startEmbedded({ dataDir: join(folder, "postgres") });
  await migrate(embedded.owner);
  const { db, close } = openDatabase(embedded.connection);
  const store = postgresEventStore(db);
  const ports = {
    store,
    leases: postgresLeaseStore(db),
    commit: new GroupCommit(store),
    node: "bench",
    clock: systemClock,
    random: systemRandom,
  };
  try {
    const raw = (): Promise<readonly number[]> => rawSyncs(folder);
    return [
      await figureOf("raw write+fdatasync", "per s", rounds, raw),
      await figureOf("store, one event at a time", "per s", rounds, () => one(ports.commit)),
      await figureOf("store, 100 streams at once", "per s", rounds, () => together(ports.commit)),
      await figureOf("raw write+fdatasync again", "per s", rounds, raw),
      await figureOf("room, one command at a time", "per s", rounds, () => roomOne(ports)),
      await figureOf("room, 100 commands at once", "per s", rounds, () => roomTogether(ports)),
    ];
  } finally {
    await close();
    await embedded.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function one(commit: GroupCommit): Promise<readonly number[]> {
  const stream = `bench/${randomUUID()}`;
  return rateOf(single, async () => {
    for (let seq = 0; seq < single; seq += 1) await appendOne(commit, stream, seq);
  });
}

async function together(commit: GroupCommit): Promise<readonly number[]> {
  const streams = Array.from({ length: batch }, () => `bench/${randomUUID()}`);
  return rateOf(batch, () => Promise.all(streams.map((stream) => appendOne(commit, stream, 0))));
}

async function appendOne(commit: GroupCommit, stream: string, seq: number): Promise<void> {
  const outcome = await commit.append({
    stream,
    expectedSize: seq,
    epoch: 0,
    events: [eventAt(seq)],
  });
  if (!outcome.ok) throw new Error(`an append was refused: ${outcome.reason}`);
}

function eventAt(seq: number): StoredEvent {
  const body = JSON.stringify({ seq, text: randomBytes(bodyBytes / 2).toString("hex") });
  const leaf = new Uint8Array(createHash("sha256").update("\0").update(body).digest());
  return { seq, body, leaf, commandId: randomUUID() };
}

type RoomPorts = Parameters<typeof EvaluationRoom.open>[1];

async function roomOne(ports: RoomPorts): Promise<readonly number[]> {
  const note = await openRoom(ports);
  return rateOf(single, async () => {
    for (let index = 0; index < single; index += 1) await note();
  });
}

async function roomTogether(ports: RoomPorts): Promise<readonly number[]> {
  const note = await openRoom(ports);
  return rateOf(batch, () => Promise.all(Array.from({ length: batch }, note)));
}

/** A room whose tender is open; what it answers sends one remark of its supervisor and waits until it is durable. */
async function openRoom(ports: RoomPorts): Promise<() => Promise<void>> {
  const evaluation = `bench-${randomUUID()}`;
  const room = await EvaluationRoom.open(evaluation, ports);
  const { tender, bids } = benchTender();
  const opening = { type: "openTender" as const, evaluation, tender, bids };
  const opened = await room.send({ id: randomUUID(), command: opening, actor: agency });
  if (!opened.ok) throw new Error(`the tender was refused: ${opened.refusal.code}`);
  return async () => {
    const command = { type: "note" as const, text: "请各位成员独立评审。" };
    const receipt = await room.send({ id: randomUUID(), command, actor: supervisor });
    if (!receipt.ok) throw new Error(`a remark was refused: ${receipt.refusal.code}`);
  };
}
