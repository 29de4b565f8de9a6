import { beforeEach, expect, test } from "vitest";
import {
  postgresEventStore,
  postgresLeaseStore,
} from "../../../server/src/adapters/postgres/index.ts";
import { Ledger } from "../../../server/src/evidence/ledger.ts";
import { GroupCommit } from "../../../server/src/kernel/group-commit.ts";
import { Journal, type JournalPorts } from "../../../server/src/kernel/journal.ts";
import { StreamDamaged } from "../../../server/src/kernel/stream-fold.ts";
import { StreamWriter } from "../../../server/src/kernel/stream-writer.ts";
import { testCluster, type FreshDatabase } from "../../support/postgres.ts";

const cluster = testCluster();
let database: FreshDatabase;
let ids = 0;

beforeEach(async () => {
  database = await cluster.freshDatabase();
});

/** What a node of its own has: everything but the database. */
function ports(): JournalPorts {
  const store = postgresEventStore(database.db);
  return {
    store,
    commit: new GroupCommit(store),
    clock: { now: () => Date.now() },
    random: { id: () => `id-${(ids += 1)}`, entropy: () => "" },
    seal: (stream, { size, root }) => new TextEncoder().encode(`${stream} ${size} ${root[0]}`),
  };
}

const quiet = { onAppend: () => {} };
const event = (type: string) => ({ type, data: {}, actor: "system" });

async function typesIn(stream: string): Promise<readonly string[]> {
  const types: string[] = [];
  for await (const { body } of postgresEventStore(database.db).read(stream))
    types.push(String(JSON.parse(body).event.type));
  return types;
}

test("three nodes write to one stream at once: everything is there once, in one chain that folds", async () => {
  const nodes = await Promise.all([1, 2, 3].map(() => Journal.open("registry", ports(), quiet)));
  await Promise.all(
    nodes.flatMap((node, first) =>
      Array.from({ length: 20 }, (_, turn) => node.record(event(`E${turn * 3 + first}`))),
    ),
  );
  const types = await typesIn("registry");
  expect(types.toSorted()).toEqual(
    Array.from({ length: 60 }, (_, index) => `E${index}`).toSorted(),
  );
  const late = await Journal.open("registry", ports(), quiet);
  expect(late.damage).toBeUndefined();
  expect(late.head?.size).toBe(60);
});

test("what a node writes is decided on what the others have written before it", async () => {
  const seen: string[] = [];
  const first = await Journal.open("ledger", ports(), quiet);
  const second = await Journal.open("ledger", ports(), {
    ...quiet,
    replay: ({ event: { type } }) => seen.push(type),
  });
  await first.record(event("Taken"));
  await second.record(() => (seen.includes("Taken") ? undefined : event("Taken")));
  expect(await typesIn("ledger")).toEqual(["Taken"]);
});

test("the ledger names each change of the log key once and in order, whichever nodes tell it and how often", async () => {
  const open = () =>
    Ledger.open(
      ports(),
      () => {},
      (error) => {
        throw error;
      },
    );
  const [first, second] = await Promise.all([open(), open()]);
  await Promise.all([first, second].map((node) => node.recordKeyChanges(["1 to 2"])));
  const late = await open();
  await late.recordKeyChanges(["1 to 2", "2 to 3"]);
  await first.recordKeyChanges(["1 to 2", "2 to 3"]);
  const statements: string[] = [];
  for await (const { body } of postgresEventStore(database.db).read("ledger"))
    statements.push(String(JSON.parse(body).event.statement));
  expect(statements).toEqual(["1 to 2", "2 to 3"]);
  // What it says of keys does not stand in the way of what it says of heads.
  late.note("registry", { size: 1, root: new Uint8Array(32) });
  await late.flush();
  expect((await open()).heads().get("registry")?.size).toBe(1);
});

test("a stream that was cut while nodes work on it is refused service by the next who writes", async () => {
  const node = await Journal.open("registry", ports(), quiet);
  for (const type of ["A", "B", "C"]) await node.record(event(type));
  await database.db
    .updateTable("stream")
    .set({ size: 2 })
    .where("stream", "=", "registry")
    .execute();
  await expect(node.record(event("D"))).rejects.toThrow(StreamDamaged);
  expect(node.damage?.message).toContain("states 2 events");
});

test("a node that lost its room writes nothing, whatever it still believes", async () => {
  const node = (name: string) => ({
    ...ports(),
    leases: postgresLeaseStore(database.db),
    node: name,
  });
  const replay = ({ body }: { body: string }) => JSON.parse(body);
  const draft = (commandId: string) => [{ commandId, at: (place: object) => ({ ...place }) }];
  const paused = await StreamWriter.open("evaluation/e", node("a"), replay);
  expect(await paused.append(draft("1"))).toEqual({ ok: true });
  await paused.expire();
  const heir = await StreamWriter.open("evaluation/e", node("b"), replay);
  expect(await paused.append(draft("2"))).toMatchObject({ ok: false, reason: "lease-lost" });
  expect(await heir.append(draft("3"))).toEqual({ ok: true });
  expect(await paused.append(draft("4"))).toMatchObject({ ok: false, reason: "lease-lost" });
  expect(heir.size).toBe(2);
});
