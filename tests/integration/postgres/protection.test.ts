import { readdirSync } from "node:fs";
import { basename, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "kysely";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  migrate,
  openDatabase,
  postgresBlobStore,
  postgresEventStore,
} from "../../../server/src/adapters/postgres/index.ts";
import { appendOf } from "../../support/event-making.ts";
import { testCluster } from "../../support/postgres.ts";

const cluster = testCluster();
const migrations = resolve(import.meta.dirname, "../../../server/src/adapters/postgres/migrations");

const CHANGES = [
  "update event set body = '{}'",
  "update event set body = '{}' where seq = -1",
  "delete from event",
  "truncate event",
  "truncate stream cascade",
];

async function databaseWithEvents() {
  const fresh = await cluster.freshDatabase();
  const store = postgresEventStore(fresh.db);
  await store.append([appendOf("evaluation/a", 0, 0, "command-1", ["{}", "{}"])]);
  return { ...fresh, store };
}

describe("events are only ever added", () => {
  test("not even the owner of the tables may change, delete or truncate them", async () => {
    const { owner, store } = await databaseWithEvents();
    const { db, close } = openDatabase(owner);
    for (const change of CHANGES) {
      await expect(sql.raw(change).execute(db)).rejects.toThrow(/append-only/);
    }
    await close();
    expect(await store.streams("")).toEqual([{ stream: "evaluation/a", size: 2 }]);
  });

  test("the server's role has no right to, and cannot take the protection away", async () => {
    const { db } = await databaseWithEvents();
    const attempts = [
      ...CHANGES,
      "delete from stream",
      "delete from blob",
      "alter table event disable trigger append_only",
      "drop trigger append_only on event",
      "drop table event cascade",
      "set session_replication_role = replica",
      "create function refuse_change() returns trigger language plpgsql as 'begin return new; end'",
    ];
    for (const attempt of attempts) {
      await expect(sql.raw(attempt).execute(db)).rejects.toThrow(/permission denied|must be owner/);
    }
  });
});

describe("when PostgreSQL does not answer", () => {
  test("an append that waits too long for a lock rejects, and nothing of it is written", async () => {
    const { connection, store, db } = await databaseWithEvents();
    const impatient = openDatabase(connection, { lockTimeoutMs: 50 });
    await db.transaction().execute(async (transaction) => {
      await sql`select from stream where stream = 'evaluation/a' for update`.execute(transaction);
      await expect(
        postgresEventStore(impatient.db).append([
          appendOf("evaluation/0", 0, 0, "command-2"),
          appendOf("evaluation/a", 2, 0, "command-3"),
        ]),
      ).rejects.toThrow(/lock timeout/);
    });
    await impatient.close();
    expect(await store.streams("")).toEqual([{ stream: "evaluation/a", size: 2 }]);
  });

  test("a transaction that it froze under, before it had begun, takes nothing with it that is acknowledged later", async () => {
    const { connection, store } = await databaseWithEvents();
    const impatient = openDatabase(connection, { connections: 1, statementTimeoutMs: 300 });
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
      impatient.db,
    );
    const backend = z.object({ pid: z.int() }).parse(rows[0]).pid;
    process.kill(backend, "SIGSTOP");
    try {
      const begun = impatient.db.transaction().execute((transaction) => {
        return sql`select 1`.execute(transaction);
      });
      await expect(begun).rejects.toThrow(/timeout/);
    } finally {
      process.kill(backend, "SIGCONT");
    }
    const append = appendOf("evaluation/a", 2, 0, "command-2");
    expect(await postgresEventStore(impatient.db).append([append])).toEqual([{ ok: true }]);
    expect(await store.streams("")).toEqual([{ stream: "evaluation/a", size: 3 }]);
    await impatient.close();
  });

  test("a statement that takes too long is ended", async () => {
    const { connection } = await cluster.freshDatabase();
    const impatient = openDatabase(connection, { statementTimeoutMs: 30 });
    await expect(sql`select pg_sleep(30)`.execute(impatient.db)).rejects.toThrow(
      /statement timeout/,
    );
    await impatient.close();
  });

  test("an append whose connection is cut rejects whole, and the pool goes on with another", async () => {
    const { db, owner, store } = await databaseWithEvents();
    const admin = openDatabase(owner);
    await admin.db.transaction().execute(async (transaction) => {
      await sql`select from stream where stream = 'evaluation/a' for update`.execute(transaction);
      const waiting = store.append([
        appendOf("evaluation/0", 0, 0, "command-2"),
        appendOf("evaluation/a", 2, 0, "command-3"),
      ]);
      await Promise.all([expect(waiting).rejects.toThrow(/terminat/i), cutWaiting(admin.db)]);
    });
    await admin.close();
    expect(await store.streams("")).toEqual([{ stream: "evaluation/a", size: 2 }]);
    expect(await store.append([appendOf("evaluation/a", 2, 0, "command-3")])).toEqual([
      { ok: true },
    ]);
    await sql`select 1`.execute(db);
  });
});

describe("the tables", () => {
  test("are made once when nodes start together, and starting again changes nothing", async () => {
    const { owner } = await cluster.freshDatabase();
    const { db, close } = openDatabase(owner);
    await sql`create database empty template template0`.execute(db);
    const empty = { ...owner, database: "empty" };
    const made = await Promise.all([migrate(empty), migrate(empty), migrate(empty)]);
    const again = await migrate(empty);
    await close();
    const opened = openDatabase(empty);
    const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(
      opened.db,
    );
    await opened.close();
    const names = rows.map(({ name }) => name);
    const known = readdirSync(migrations).map((file) => basename(file, ".ts"));
    expect(names).toEqual(known.toSorted());
    expect(new Set(made.flat())).toEqual(new Set(names));
    expect(again).toEqual([]);
  });

  test("of a newer version are refused", async () => {
    const { owner } = await cluster.freshDatabase();
    const { db, close } = openDatabase(owner);
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '')`.execute(db);
    await close();
    await expect(migrate(owner)).rejects.toThrow(/9999-later/);
  });

  test("a number beyond what can be held exactly is refused, not rounded", async () => {
    const { db } = await cluster.freshDatabase();
    const { rows } = await sql<{ n: number }>`select 9007199254740991::bigint as n`.execute(db);
    expect(rows).toEqual([{ n: Number.MAX_SAFE_INTEGER }]);
    await expect(sql`select 9007199254740992::bigint as n`.execute(db)).rejects.toThrow(RangeError);
  });

  test("a blob whose stored bytes were changed is not handed out", async () => {
    const { db, owner } = await cluster.freshDatabase();
    const blobs = postgresBlobStore(db);
    const sha256 = await blobs.put(new Uint8Array([1, 2, 3]));
    const admin = openDatabase(owner);
    await sql`update blob set bytes = 'other'`.execute(admin.db);
    await admin.close();
    await expect(blobs.get(sha256)).rejects.toThrow(/have changed/);
  });
});

/** Ends every connection that waits for a lock, as soon as there is one. */
async function cutWaiting(admin: Parameters<typeof postgresEventStore>[0]): Promise<void> {
  for (;;) {
    const { rows } = await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where wait_event_type = 'Lock' and datname = current_database()`.execute(admin);
    if (rows.length > 0) {
      return;
    }
    await delay(10);
  }
}
