import { sql } from "kysely";
import type { LeaseStore } from "../../kernel/ports.ts";
import type { Database } from "./schema.ts";

/**
 * Leases in PostgreSQL, measured by its clock alone: the nodes' clocks may differ, the database has one. A lease that
 * has expired but was not taken stays good, because nobody else can have written meanwhile.
 */
export function postgresLeaseStore(db: Database): LeaseStore {
  return {
    acquire: (stream, node, ttlMs) => acquire(db, stream, node, ttlMs),
    renew: (held, node, ttlMs) => renew(db, held, node, ttlMs),
    async transfer(stream, node, epoch, to, ttlMs) {
      const { numUpdatedRows } = await db
        .updateTable("stream")
        .set({ node: to, epoch: epoch + 1, lease_until: until(ttlMs) })
        .where("stream", "=", stream)
        .where("node", "=", node)
        .where("epoch", "=", epoch)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
    async release(stream, node, epoch) {
      await db
        .updateTable("stream")
        .set({ node: null, lease_until: null })
        .where("stream", "=", stream)
        .where("node", "=", node)
        .where("epoch", "=", epoch)
        .execute();
    },
    async holder(stream) {
      const row = await db
        .selectFrom("stream")
        .select(["node", sql<boolean>`lease_until <= clock_timestamp()`.as("expired")])
        .where("stream", "=", stream)
        .executeTakeFirst();
      return row === undefined || row.node === null
        ? undefined
        : { node: row.node, expired: row.expired };
    },
    async waiting(prefix, node, limit) {
      const rows = await db
        .selectFrom("stream")
        .select("stream")
        .where("node", "is not", null)
        .where((eb) =>
          eb.or([eb("node", "=", node), sql<boolean>`lease_until <= clock_timestamp()`]),
        )
        .where(sql<boolean>`starts_with(stream, ${prefix})`)
        .limit(limit)
        .execute();
      return rows.map(({ stream }) => stream);
    },
  };
}

/**
 * One statement for all, however many rooms a node has. Rows are locked in the order of their names, as appends lock
 * them, so that neither waits for the other for ever.
 */
async function renew(
  db: Database,
  held: readonly Readonly<{ stream: string; epoch: number }>[],
  node: string,
  ttlMs: number,
): Promise<ReadonlySet<string>> {
  if (held.length === 0) return new Set();
  const { rows } = await sql<{ stream: string }>`
    with held as (
      select stream.stream from stream
      join unnest(
        ${held.map(({ stream }) => stream)}::text[], ${held.map(({ epoch }) => epoch)}::bigint[]
      ) as asked (name, epoch) on stream.stream = asked.name and stream.epoch = asked.epoch
      where stream.node = ${node} order by stream.stream for update of stream
    )
    update stream set lease_until = ${until(ttlMs)} from held where stream.stream = held.stream
    returning stream.stream`.execute(db);
  return new Set(rows.map(({ stream }) => stream));
}

async function acquire(
  db: Database,
  stream: string,
  node: string,
  ttlMs: number,
): ReturnType<LeaseStore["acquire"]> {
  for (;;) {
    const taken = await take(db, stream, node, ttlMs);
    if (taken !== undefined) {
      return { held: true, epoch: taken.epoch };
    }
    const head = await db
      .selectFrom("stream")
      .select("node")
      .where("stream", "=", stream)
      .executeTakeFirst();
    if (head !== undefined && head.node !== null) {
      return { held: false, node: head.node };
    }
    // Released between the two statements: try again.
  }
}

async function take(
  db: Database,
  stream: string,
  node: string,
  ttlMs: number,
): Promise<Readonly<{ epoch: number }> | undefined> {
  return db
    .insertInto("stream")
    .values({ stream, epoch: 1, node, lease_until: until(ttlMs) })
    .onConflict((conflict) =>
      conflict
        .column("stream")
        .doUpdateSet({
          epoch: sql`stream.epoch + 1`,
          node: sql`excluded.node`,
          lease_until: sql`excluded.lease_until`,
        })
        .where(
          sql<boolean>`stream.node is null or stream.node = excluded.node or stream.lease_until <= clock_timestamp()`,
        ),
    )
    .returning("epoch")
    .executeTakeFirst();
}

function until(ttlMs: number) {
  return sql<Date>`clock_timestamp() + ${ttlMs} * interval '1 millisecond'`;
}
