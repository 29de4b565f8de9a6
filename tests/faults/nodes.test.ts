import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holderOf } from "../../scripts/cluster/lease-holder.ts";
import type { OwnServer } from "../../scripts/demo/own-server.ts";
import { sharedNodes } from "../support/server-cluster.ts";
import { Lot } from "../support/server-people.ts";
import { atEnd, eventually, temporaryFolder } from "../support/server-process.ts";
import { codeOf, command, connected, joined, request } from "../support/server-wire.ts";

const cluster = sharedNodes(2, () => ({}), "durable");
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(cluster().nodes.at(0).url)).checkIn();
}, 240_000);
afterAll(() => lot?.close());

async function query(text: string, values: readonly unknown[] = []) {
  const client = new Client(cluster().postgres.url);
  await client.connect();
  try {
    const { rows } = await client.query(text, [...values]);
    return rows;
  } finally {
    await client.end();
  }
}

async function homeOf(evaluation: string): Promise<OwnServer> {
  let home: OwnServer | undefined;
  await eventually("somebody holds the room", async () => {
    const url = await holderOf(cluster().postgres.url, evaluation);
    home = cluster().nodes.all.find((node) => node.url === url);
    return home !== undefined;
  });
  if (home === undefined) throw new Error("unreachable");
  return home;
}

async function timesOnRecord(id: string): Promise<number> {
  return (await query("select from event where command_id = $1", [id])).length;
}

test("a node that was paused and wakes cannot write: its room is another's, and its people were told", async () => {
  const home = await homeOf(lot.id);
  const stuck = await joined({ ...lot.supervisor.account, url: home.url }, lot.id);
  home.child.kill("SIGSTOP");
  atEnd(() => home.child.kill("SIGCONT"));
  const id = randomUUID();
  // It lies in the paused node's socket until that wakes, still believing that the room is here.
  const late = codeOf(command(stuck, { type: "note", text: "醒来之后" }, { id })).catch(
    () => "let go",
  );
  await eventually("the other node has the room", async () => (await homeOf(lot.id)) !== home);
  const heir = await homeOf(lot.id);
  const host = await joined({ ...lot.host.account, url: heir.url }, lot.id);
  expect(await codeOf(command(host, { type: "say", text: "由另一台继续" }))).toBe("ok");
  home.child.kill("SIGCONT");
  expect(["room.moved", "let go"]).toContain(await late);
  expect(await timesOnRecord(id)).toBe(0);
  await eventually("it has let its people go", () => !stuck.connected);
  for (const { connection } of lot.seats) connection.comeBack();
  await Promise.all(lot.seats.map((seat) => seat.joined()));
}, 120_000);

test("with PostgreSQL gone every node refuses whole; back, they go on by themselves and each has kept its rooms", async () => {
  const { postgres } = cluster();
  const home = await homeOf(lot.id);
  const supervisor = await joined({ ...lot.supervisor.account, url: home.url }, lot.id);
  await postgres.kill();
  const id = randomUUID();
  const note = { type: "note", text: "存储中断" };
  expect(await codeOf(command(supervisor, note, { id }))).toBe("store.unavailable");
  await postgres.restart();
  await eventually(
    "the same command is carried out",
    async () => (await codeOf(command(supervisor, note, { id }))) === "ok",
  );
  expect(await timesOnRecord(id)).toBe(1);
  expect(supervisor.connected).toBe(true);
  expect((await homeOf(lot.id)).url).toBe(home.url);
}, 120_000);

/** A module that sets the clock of the process that loads it ahead. */
function clockAhead(ms: number): string {
  const file = `${temporaryFolder()}/clock.mjs`;
  writeFileSync(file, `const now = Date.now; Date.now = () => now() + ${ms};`);
  return file;
}

const refusedStarts: readonly Readonly<{
  name: string;
  begin: () => Promise<Readonly<Record<string, string>>>;
  end: () => Promise<unknown>;
  said: string;
}>[] = [
  {
    name: "under the id of one that lives",
    begin: async () => {
      let lately: readonly { id?: unknown }[] = [];
      // After PostgreSQL was away, a node is heard of again with its next beat.
      await eventually("a node is heard of", async () => {
        lately = await query("select id from node where seen_at > now() - interval '3 s'");
        return lately.length > 0;
      });
      return { NODE_ID: String(lately[0]?.id) };
    },
    end: async () => {},
    said: "another node with the id",
  },
  {
    name: "whose clock is eleven minutes ahead of the database's",
    begin: async () => ({ NODE_OPTIONS: `--import=${clockAhead(11 * 60_000)}` }),
    end: async () => {},
    said: "its clock and this machine's differ by 11 minutes",
  },
  {
    name: "that may not migrate, on a database of an older version",
    begin: async () => {
      await query(
        `create table kept as select * from kysely_migration where name = '0006-packed-append';
         delete from kysely_migration where name = '0006-packed-append'`,
      );
      return { MIGRATE_AT_START: "off" };
    },
    end: () => query("insert into kysely_migration select * from kept; drop table kept"),
    said: "belongs to an older version (it lacks 0006-packed-append)",
  },
  {
    name: "on a database of a newer version",
    begin: async () => {
      await query("insert into kysely_migration (name, timestamp) values ('9999-later', '')");
      return {};
    },
    end: () => query("delete from kysely_migration where name = '9999-later'"),
    said: "belongs to a newer version (it has 9999-later)",
  },
  {
    name: "without the key file of the others",
    begin: async () => ({ KEY_FILE: `${temporaryFolder()}/master.key` }),
    end: async () => {},
    said: "was set up with a key file that is not at",
  },
  {
    name: "that wants more connections than there are",
    begin: async () => ({ DATABASE_CONNECTIONS: "150" }),
    end: async () => {},
    said: "connections left and 150 are needed",
  },
  {
    name: "on a database that is read-only",
    begin: async () => {
      await query("alter database yuanping set default_transaction_read_only = on");
      return {};
    },
    end: async () => {
      const client = new Client(cluster().postgres.url.replace("/yuanping?", "/postgres?"));
      await client.connect();
      await client.query("alter database yuanping reset default_transaction_read_only");
      await client.end();
    },
    said: "it is read-only",
  },
];

test.each(refusedStarts)(
  "a node $name does not start, and says why",
  async ({ begin, end, said }) => {
    const { nodes, logs } = cluster();
    const before = logs().length;
    const environment = await begin();
    try {
      await expect(nodes.add(environment)).rejects.toThrow("ended before it served");
    } finally {
      await end();
    }
    expect(logs().slice(before)).toContain(said);
  },
  120_000,
);

test("a room whose last events are gone, as after a change to a standby that lagged, is refused as altered and sends nobody in circles", async () => {
  const home = await homeOf(lot.id);
  const host = await joined({ ...lot.host.account, url: home.url }, lot.id);
  expect(await codeOf(command(host, { type: "say", text: "最后一句" }))).toBe("ok");
  const stream = `evaluation/${lot.id}`;
  await query("alter table event disable trigger append_only");
  await query(
    "delete from event where stream = $1 and seq = (select size - 1 from stream where stream = $1)",
    [stream],
  );
  await query("update stream set size = size - 1 where stream = $1", [stream]);
  await query("alter table event enable trigger append_only");
  expect(await codeOf(command(host, { type: "say", text: "还在吗" }))).toBe("room.moved");
  await eventually("its people are let go", () => !host.connected);
  const again = await connected({ ...lot.host.account, url: home.url });
  await eventually(
    "they are told what is wrong",
    async () =>
      (await codeOf(request(again, "room:join", { evaluation: lot.id }))) === "record.altered",
  );
}, 120_000);
