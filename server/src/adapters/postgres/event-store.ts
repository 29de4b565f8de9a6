import { type Transaction, sql } from "kysely";
import type { Append, AppendOutcome, EventStore, StoredEvent } from "../../kernel/ports.ts";
import { type Head, type Row, judge } from "../append-rules.ts";
import type { Database, Schema } from "./schema.ts";

/** Events per query of a read: large enough to be fast, small enough to hold in memory. */
const PAGE = 1_000;

/**
 * The record in PostgreSQL. An append is one transaction, so it is durable as a whole when the commit is; a command
 * whose events are already there makes the whole call reject, because its sender should have known.
 */
export function postgresEventStore(db: Database): EventStore {
  return {
    append: (appends) => append(db, appends),
    read: (stream, fromSeq = 0) => read(db, stream, fromSeq),
    streams: (prefix) => streams(db, prefix),
    ping: async () => {
      await sql`select 1`.execute(db);
    },
  };
}

async function append(db: Database, appends: readonly Append[]): Promise<readonly AppendOutcome[]> {
  if (appends.length === 0) {
    return [];
  }
  return db.transaction().execute(async (transaction) => {
    const { outcomes, rows, grown } = judge(appends, await lockHeads(transaction, appends));
    if (rows.length > 0) {
      await insertEvents(transaction, rows);
      await updateSizes(transaction, grown);
    }
    return outcomes;
  });
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
  const unleased = appends.filter(({ epoch, expectedSize }) => epoch === 0 && expectedSize === 0);
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
    select * from unnest(
      ${rows.map(({ stream }) => stream)}::text[],
      ${rows.map(({ event }) => event.seq)}::bigint[],
      ${rows.map(({ event }) => event.body)}::text[],
      ${rows.map(({ event }) => Buffer.from(event.leaf))}::bytea[],
      ${rows.map(({ event }) => event.commandId)}::text[],
      ${rows.map(({ commandIndex }) => commandIndex)}::integer[]
    )`.execute(transaction);
}

async function updateSizes(
  transaction: Transaction<Schema>,
  grown: ReadonlyMap<string, number>,
): Promise<void> {
  await sql`update stream set size = grown.size
    from unnest(${[...grown.keys()]}::text[], ${[...grown.values()]}::bigint[]) as grown (stream, size)
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

async function streams(
  db: Database,
  prefix: string,
): Promise<readonly Readonly<{ stream: string; size: number }>[]> {
  return db
    .selectFrom("stream")
    .select(["stream", "size"])
    .where(sql<boolean>`starts_with(stream, ${prefix})`)
    .where("size", ">", 0)
    .orderBy("stream")
    .execute();
}
