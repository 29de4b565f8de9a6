import { type RawBuilder, type Transaction, sql } from "kysely";
import { z } from "zod";
import type {
  Append,
  AppendOutcome,
  EventStore,
  KeptCheckpoint,
  StatedStream,
  StoredEvent,
} from "../../kernel/ports.ts";
import { type Grown, type Head, type Row, judge, placed } from "../append-rules.ts";
import { postgresCheckpointStore } from "./checkpoint-store.ts";
import { runPrepared } from "./database.ts";
import type { Database, Schema } from "./schema.ts";

/** Events per query of a read: large enough to be fast, small enough to hold in memory. */
const PAGE = 1_000;

/**
 * The record in PostgreSQL. An append is one transaction, so it is durable as a whole when the commit is; a command
 * whose events are already there makes the whole call reject, because its sender should have known.
 */
export function postgresEventStore(db: Database): EventStore {
  return {
    append: (appends, checkpoints = []) => append(db, appends, checkpoints),
    read: (stream, fromSeq = 0) => read(db, stream, fromSeq),
    streams: (prefix) => streams(db, prefix),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
  };
}

async function append(
  db: Database,
  appends: readonly Append[],
  checkpoints: readonly KeptCheckpoint[],
): Promise<readonly AppendOutcome[]> {
  if (appends.length === 0 && checkpoints.length === 0) {
    return [];
  }
  if (isPlain(appends) && (await appendAtOnce(db, appends, checkpoints))) {
    return appends.map(() => ({ ok: true }));
  }
  return db.transaction().execute(async (transaction) => {
    const { outcomes, rows, grown } = judge(appends, await lockHeads(transaction, appends));
    if (rows.length > 0) {
      await insertEvents(transaction, rows);
      await updateSizes(transaction, grown);
    }
    for (const checkpoint of checkpoints) {
      await postgresCheckpointStore(transaction).save(checkpoint);
    }
    return outcomes;
  });
}

/** Whether each append is the only one of its stream, so that none builds on another of the same call. */
function isPlain(appends: readonly Append[]): boolean {
  return new Set(appends.map(({ stream }) => stream)).size === appends.length;
}

/**
 * The usual case in one exchange: every stream has the size and the epoch that its writer believes. False when one has
 * not, and then nothing was written; which one, and why, is for the longer way to say.
 */
async function appendAtOnce(
  db: Database,
  appends: readonly Append[],
  checkpoints: readonly KeptCheckpoint[],
): Promise<boolean> {
  const grown = appends.map(placed);
  const rows = grown.flat();
  // Of a single stream, the function knows places and numbers by itself.
  const isSingle = appends.length === 1;
  const [answer] = await runPrepared(db, appendPacked, [
    appends.map(({ stream }) => stream),
    numbers(appends.map(({ expectedSize }) => expectedSize)),
    numbers(appends.map(({ epoch }) => epoch)),
    numbers(appends.map(({ events }) => events.length)),
    appends.map(({ seal }) => (seal === undefined ? null : Buffer.from(seal))),
    numbers(isSingle ? [] : grown.flatMap((own, place) => own.map(() => place + 1))),
    numbers(isSingle ? [] : rows.map(({ event }) => event.seq)),
    rows.map(({ event }) => event.body).join("\n"),
    Buffer.concat(rows.map(({ event }) => event.leaf)),
    rows.map(({ event }) => event.commandId).join("\n"),
    numbers(rows.map(({ commandIndex }) => commandIndex)),
    checkpoints.map(({ stream }) => stream),
    numbers(checkpoints.map(({ size }) => size)),
    checkpoints.map(({ note }) => note),
  ]);
  return answerSchema.parse(answer).appended;
}

const appendPacked = {
  name: "append_packed",
  text: `select append_packed($1::text[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[], $6::integer[], $7::bigint[],
    $8::text, $9::bytea, $10::text, $11::integer[], $12::text[], $13::bigint[], $14::text[]) as appended`,
};

const answerSchema = z.object({ appended: z.boolean() });

/** An array as PostgreSQL reads it: the driver would quote each number as if it were a text. */
function numbers(values: readonly (number | undefined)[]): string {
  return `{${values.map((value) => value ?? "NULL").join(",")}}`;
}

/** The columns of `event`, each as an array, in the order of `append_events` and of the table. */
function columnsOf(rows: readonly Row[]): RawBuilder<unknown> {
  return sql`${rows.map(({ stream }) => stream)}::text[],
    ${rows.map(({ event }) => event.seq)}::bigint[],
    ${rows.map(({ event }) => event.body)}::text[],
    ${rows.map(({ event }) => Buffer.from(event.leaf))}::bytea[],
    ${rows.map(({ event }) => event.commandId)}::text[],
    ${rows.map(({ commandIndex }) => commandIndex)}::integer[]`;
}

/**
 * The streams' sizes and epochs, locked until the transaction ends. Locks are taken in the order of the names, so
 * that two appends that share streams wait for one another instead of blocking each other for ever.
 */
async function lockHeads(
  transaction: Transaction<Schema>,
  appends: readonly Append[],
): Promise<ReadonlyMap<string, Head>> {
  const names = [...new Set(appends.map(({ stream }) => stream))];
  const unleased = appends.filter(
    ({ epoch = 0, expectedSize }) => epoch === 0 && expectedSize === 0,
  );
  if (unleased.length > 0) {
    // A stream that nobody ever leased has no row yet; without one there is nothing to lock.
    await sql`insert into stream (stream)
      select distinct name from unnest(${unleased.map(({ stream }) => stream)}::text[]) as name order by name
      on conflict do nothing`.execute(transaction);
  }
  const heads = await transaction
    .selectFrom("stream")
    .select(["stream", "size", "epoch"])
    .where(sql<boolean>`stream = any(${names}::text[])`)
    .orderBy("stream")
    .forUpdate()
    .execute();
  return new Map(heads.map(({ stream, size, epoch }) => [stream, { size, epoch }]));
}

async function insertEvents(transaction: Transaction<Schema>, rows: readonly Row[]): Promise<void> {
  await sql`insert into event (stream, seq, body, leaf, command_id, command_index)
    select * from unnest(${columnsOf(rows)})`.execute(transaction);
}

async function updateSizes(
  transaction: Transaction<Schema>,
  grown: ReadonlyMap<string, Grown>,
): Promise<void> {
  const heads = [...grown.values()];
  await sql`update stream set size = grown.size, seal = grown.seal
    from unnest(
      ${[...grown.keys()]}::text[],
      ${heads.map(({ size }) => size)}::bigint[],
      ${heads.map(({ seal }) => (seal === undefined ? null : Buffer.from(seal)))}::bytea[]
    ) as grown (stream, size, seal)
    where stream.stream = grown.stream`.execute(transaction);
}

async function* read(db: Database, stream: string, fromSeq: number): AsyncGenerator<StoredEvent> {
  let next = fromSeq;
  for (;;) {
    const page = await db
      .selectFrom("event")
      .select(["seq", "body", "leaf", "command_id"])
      .where("stream", "=", stream)
      .where("seq", ">=", next)
      .orderBy("seq")
      .limit(PAGE)
      .execute();
    for (const { seq, body, leaf, command_id } of page) {
      yield { seq, body, leaf: new Uint8Array(leaf), commandId: command_id };
      next = seq + 1;
    }
    if (page.length < PAGE) {
      return;
    }
  }
}

async function streams(db: Database, prefix: string): Promise<readonly StatedStream[]> {
  const rows = await db
    .selectFrom("stream")
    .select(["stream", "size", "seal"])
    .where(sql<boolean>`starts_with(stream, ${prefix})`)
    .where("size", ">", 0)
    .orderBy("stream")
    .execute();
  return rows.map(({ stream, size, seal }) =>
    seal === null ? { stream, size } : { stream, size, seal: new Uint8Array(seal) },
  );
}
