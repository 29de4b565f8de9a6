import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { io, type Socket } from "socket.io-client";
import { beforeAll, expect, test } from "vitest";
import { hex, sha256, utf8 } from "@yuanping/shared/tlog/index.ts";
import { verifyBundle } from "@yuanping/shared/evidence/index.ts";
import { movedSchema, notices, type Moved } from "@yuanping/shared/contracts/socket.ts";
import type { Account } from "../../../scripts/demo/account.ts";
import { Seat } from "../../../scripts/demo/seat.ts";
import type { OwnServer } from "../../../scripts/demo/own-server.ts";
import { sharedNodes } from "../../support/server-cluster.ts";
import { Lot, signedIn } from "../../support/server-people.ts";
import { atEnd, eventually } from "../../support/server-process.ts";
import { bareSocket, codeOf, command, connected, request } from "../../support/server-wire.ts";

const cluster = sharedNodes(2);
let lot: Lot;

beforeAll(async () => {
  // Without witnesses: those of a script ask for heads at the node where they signed in, which is killed here.
  const opened = await Lot.open(cluster().nodes.at(0).url, { witnessed: false });
  lot = await opened.checkIn();
}, 120_000);

/** Who holds a stream, and in which epoch. */
async function leaseOf(evaluation: string): Promise<Readonly<{ url: string; epoch: number }>> {
  const client = new Client(cluster().postgres.url);
  await client.connect();
  const { rows } = await client.query(
    `select url, epoch::integer from stream left join node on node.boot = stream.node where stream = $1`,
    [`evaluation/${evaluation}`],
  );
  await client.end();
  return { url: String(rows[0]?.url), epoch: Number(rows[0]?.epoch) };
}

async function homeOf(evaluation: string): Promise<OwnServer> {
  const { url } = await leaseOf(evaluation);
  const node = cluster().nodes.all.find((each) => each.url === url);
  if (node === undefined) throw new Error(`nobody holds ${evaluation}`);
  return node;
}

async function foreignTo(evaluation: string): Promise<OwnServer> {
  const home = await homeOf(evaluation);
  const other = cluster().nodes.all.find((node) => node !== home);
  if (other === undefined) throw new Error("there is one node only");
  return other;
}

/** Asks a node where the room does not live to be let in, and hands over the way that it tells. */
async function wayFrom(account: Account, claim?: string): Promise<Moved> {
  const foreign = await foreignTo(lot.id);
  const socket = await connected({ ...account, url: foreign.url });
  const named = claim === undefined ? {} : { claim };
  const answer = await request(socket, "room:join", { evaluation: lot.id, ...named });
  if (answer.ok) throw new Error("it was let in where the room is not");
  expect(answer.refusal).toMatchObject({ code: "room.moved", category: "unavailable" });
  return movedSchema.parse(answer.refusal.details);
}

/** The addresses of nodes that a seat was told last, from now on. */
function addressesTold(socket: Socket): () => readonly string[] {
  let last: readonly string[] = [];
  socket.on("room:nodes", (body: unknown) => {
    last = notices["room:nodes"].parse(body).nodes;
  });
  return () => last;
}

/** Comes to a node with a ticket; `connect`, or the code of the refusal. */
function arrive(
  url: string,
  auth: Readonly<Record<string, string>>,
  cookie?: string,
): Promise<Readonly<{ code: string; socket: Socket }>> {
  const headers = cookie === undefined ? {} : { extraHeaders: { cookie } };
  const socket = bareSocket(url, { auth, ...headers });
  return new Promise((resolve) => {
    socket.once("connect", () => resolve({ code: "connect", socket }));
    socket.once("connect_error", (error) => resolve({ code: error.message, socket }));
  });
}

test("any node lists the evaluations and serves their record, wherever their rooms live", async () => {
  for (const { url } of cluster().nodes.all) {
    const { http } = await signedIn(url, "host");
    const listed = await http.evaluations();
    if (!listed.ok) throw new Error(listed.refusal.en);
    const found = listed.value.evaluations.find(({ evaluation }) => evaluation === lot.id);
    expect(found).toMatchObject({ stage: lot.host.view.stage, role: "host" });
  }
});

test("the product's client, let in at the wrong node, finds the room by itself and works in it", async () => {
  const foreign = await foreignTo(lot.id);
  const account = await signedIn(foreign.url, "witness");
  const seat = new Seat(account, lot.id);
  atEnd(() => seat.close());
  await seat.joined();
  await seat.do({ type: "say", text: "我从另一台服务器来" });
  await lot.host.until(({ view }) => JSON.stringify(view).includes("我从另一台服务器来"));
  expect(seat.connection.getSnapshot()).toMatchObject({ status: "joined", refusal: undefined });
});

test("a ticket is good once: replayed, it lets nobody in", async () => {
  const { account } = lot.supervisor;
  const { url, ticket } = await wayFrom(account);
  expect((await arrive(url, { ticket }, account.cookie)).code).toBe("connect");
  expect((await arrive(url, { ticket }, account.cookie)).code).toBe("room.bad-ticket");
});

test("a stolen ticket is of no use to another session, and stays good for its owner", async () => {
  const { account } = lot.supervisor;
  const { url, ticket } = await wayFrom(account);
  const thief = await signedIn(url, "expert20");
  expect((await arrive(url, { ticket }, thief.cookie)).code).toBe("room.bad-ticket");
  expect((await arrive(url, { ticket })).code).toBe("room.bad-ticket");
  expect((await arrive(url, { ticket }, account.cookie)).code).toBe("connect");
});

test("where cookies do not reach, the client's own secret shows whose the ticket is", async () => {
  const { account } = lot.supervisor;
  const secret = randomUUID();
  const { url, ticket } = await wayFrom(account, hex(sha256(utf8(secret))));
  expect((await arrive(url, { ticket, secret: "guessed" })).code).toBe("room.bad-ticket");
  const { code, socket } = await arrive(url, { ticket, secret });
  expect(code).toBe("connect");
  const answer = await request(socket, "room:join", { evaluation: lot.id });
  expect(answer).toMatchObject({ ok: true, view: { me: { role: "supervisor" } } });
});

test("a ticket leads to its own node and to no other", async () => {
  const { account } = lot.supervisor;
  const { ticket } = await wayFrom(account);
  const foreign = await foreignTo(lot.id);
  expect((await arrive(foreign.url, { ticket }, account.cookie)).code).toBe("room.bad-ticket");
});

test("a page of another site is not let in, one of another node is", async () => {
  const home = await homeOf(lot.id);
  const { url } = await foreignTo(lot.id);
  const from = (origin: string) =>
    new Promise<string>((resolve) => {
      const socket = io(home.url, {
        path: "/socket",
        transports: ["websocket"],
        forceNew: true,
        reconnection: false,
        extraHeaders: { cookie: lot.host.account.cookie, origin },
      });
      atEnd(() => socket.disconnect());
      socket.once("connect", () => resolve("connect"));
      socket.once("connect_error", () => resolve("refused"));
    });
  expect(await from("https://elsewhere.example")).toBe("refused");
  expect(await from(url)).toBe("connect");
});

test("a node that stops hands its rooms over first: everybody moves by themselves and nothing acknowledged is lost", async () => {
  // Their lines were taken over by the sockets above.
  for (const { connection } of lot.seats) connection.comeBack();
  await Promise.all(lot.seats.map((seat) => seat.joined()));
  const before = await leaseOf(lot.id);
  const home = await homeOf(lot.id);
  const acknowledged: string[] = [];
  const over = new AbortController();
  const talking = (async () => {
    while (!over.signal.aborted) {
      await lot.host.do({ type: "say", text: `移交 ${acknowledged.length}` });
      acknowledged.push(`移交 ${acknowledged.length}`);
    }
  })();
  await eventually("talk goes on", () => acknowledged.length > 3);
  home.child.kill("SIGTERM");
  await eventually("it has stopped", () => home.child.exitCode !== null);
  const atStop = acknowledged.length;
  await eventually("talk goes on elsewhere", () => acknowledged.length > atStop + 3);
  over.abort();
  await talking;
  expect(home.child.exitCode).toBe(0);
  const after = await leaseOf(lot.id);
  expect(after.url).not.toBe(before.url);
  expect(after.epoch).toBeGreaterThan(before.epoch);
  for (const text of acknowledged)
    expect(JSON.stringify(lot.host.view.talk).split(`"${text}"`)).toHaveLength(2);
  await Promise.all(lot.seats.map((seat) => seat.joined()));
}, 90_000);

test("a node that is killed is succeeded by the other one, and the evaluation goes on to its end there", async () => {
  const { nodes } = cluster();
  const told = lot.seats.map(({ connection }) => addressesTold(connection.socket));
  const added = await nodes.add();
  // Word of the node that stopped above may come first: who is killed on that has nowhere to go.
  await eventually("everybody knows the new node", () =>
    told.every((urls) => urls().includes(added.url)),
  );
  const home = await homeOf(lot.id);
  await lot.host.do({ type: "say", text: "最后一句" });
  home.child.kill("SIGKILL");
  await lot.host.until(() => lot.host.connection.getSnapshot().status === "reconnecting");
  await Promise.all(lot.seats.map((seat) => seat.joined()));
  expect((await homeOf(lot.id)).url).not.toBe(home.url);
  expect(JSON.stringify(lot.host.view.talk)).toContain("最后一句");
  await lot.beginScoring();
  await Promise.all([0, 1, 2].map((index) => lot.submit(index)));
  await lot.finish();
  const { url } = await homeOf(lot.id);
  const { http } = await signedIn(url, "supervisor");
  const bundle = await http.bundle(lot.id);
  if (!bundle.ok) throw new Error(bundle.refusal.en);
  const verdict = await verifyBundle(bundle.value);
  expect(verdict.checks.filter(({ ok }) => !ok)).toEqual([]);
}, 120_000);

test("a message to a room that has just left is told so", async () => {
  const { account } = lot.host;
  const { url } = await homeOf(lot.id);
  const socket = await connected({ ...account, url });
  expect(await codeOf(command(socket, { type: "say", text: "早了" }))).toBe("room.not-joined");
});
