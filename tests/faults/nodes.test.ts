import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { holderOf } from "../../scripts/cluster/lease-holder.ts";
import type { OwnServer } from "../../scripts/demo/own-server.ts";
import { seededRandom } from "../../scripts/faults/seeded-random.ts";
import { sharedNodes } from "../support/server-cluster.ts";
import { Lot } from "../support/server-people.ts";
import { atEnd, eventually, temporaryFolder } from "../support/server-process.ts";
import { codeOf, command, joined } from "../support/server-wire.ts";

const cluster = sharedNodes(2);
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(cluster().nodes.at(0).url)).checkIn();
}, 120_000);
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

const refusedStarts: readonly Readonly<{
  name: string;
  begin: () => Promise<Readonly<Record<string, string>>>;
  end: () => Promise<unknown>;
  said: string;
}>[] = [
  {
    name: "under the id of one that lives",
    begin: async () => {
      const [{ id }] = await query("select id from node where seen_at > now() - interval '3 s'");
      return { NODE_ID: String(id) };
    },
    end: async () => {},
    said: "another node with the id",
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

const seed = Number(process.env["NODES_SEED"] ?? Math.floor(Math.random() * 2 ** 32));

test(`random faults under talk lose, double and spoil nothing that was acknowledged (NODES_SEED=${seed})`, async () => {
  const random = seededRandom(seed);
  const { nodes, postgres } = cluster();
  // Their lines were taken over by the sockets above.
  for (const { connection } of lot.seats) connection.comeBack();
  await Promise.all(lot.seats.map((seat) => seat.joined()));
  const over = new AbortController();
  const talk = async (seat: Lot["host"]): Promise<void> => {
    while (!over.signal.aborted) {
      // Refused while the store is gone; then the next one is tried.
      await seat.do({ type: "say", text: `${seat.account.login} ${randomUUID()}` }).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 60 + random() * 100));
    }
  };
  const seats = [lot.host, lot.witness, lot.supervisor];
  const talking = Promise.all(seats.map(talk));
  const faults = {
    kill: async () => {
      const home = await homeOf(lot.id);
      await nodes.add();
      home.child.kill("SIGKILL");
    },
    stop: async () => {
      const home = await homeOf(lot.id);
      await nodes.add();
      home.child.kill("SIGTERM");
    },
    pause: async () => {
      const home = await homeOf(lot.id);
      home.child.kill("SIGSTOP");
      atEnd(() => home.child.kill("SIGCONT"));
      await eventually("another has it", async () => (await homeOf(lot.id)) !== home);
      home.child.kill("SIGCONT");
    },
    store: async () => {
      await postgres.kill();
      await postgres.restart();
    },
  };
  const names = (["kill", "stop", "pause", "store"] as const).toSorted(() => random() - 0.5);
  for (const name of names) {
    const before = lot.host.acknowledged.length;
    await faults[name]();
    await eventually(`talk goes on after ${name}`, () => lot.host.acknowledged.length > before + 3);
  }
  over.abort();
  await talking;
  await Promise.all(lot.seats.map((seat) => seat.joined()));
  const rows = await query(
    `select command_id, count(*)::integer as times from event
      where stream = $1 and (body::json->'cause'->>'index')::int = 0 group by command_id`,
    [`evaluation/${lot.id}`],
  );
  const times = new Map(rows.map((row) => [String(row.command_id), Number(row.times)]));
  const acknowledged = seats.flatMap((seat) => seat.acknowledged);
  expect(acknowledged.filter((id) => times.get(id) !== 1)).toEqual([]);
  expect([...times.values()].filter((count) => count !== 1)).toEqual([]);
  // Folded by a node that never had it, the stream is what its heads say.
  const fresh = await nodes.add();
  const { status } = await fetch(`${fresh.url}/healthz`);
  expect(status).toBe(200);
  const home = await homeOf(lot.id);
  expect(
    await codeOf(
      command(await joined({ ...lot.host.account, url: home.url }, lot.id), {
        type: "say",
        text: "完",
      }),
    ),
  ).toBe("ok");
}, 240_000);
