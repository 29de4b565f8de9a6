import { randomUUID } from "node:crypto";
import type { Socket } from "socket.io-client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { asOwner, bodiesOf } from "../../support/server-database.ts";
import { Lot } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";
import { codeOf, command, connected, joined, request } from "../../support/server-wire.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
}, 120_000);
afterAll(() => lot?.close());

const say = (text: string) => ({ type: "say", text });

function recorded(): Promise<readonly string[]> {
  return bodiesOf(server().dataDir, `evaluation/${lot.id}`);
}

async function recordedOf(commandId: string): Promise<number> {
  return asOwner(server().dataDir, async (client) => {
    const { rowCount } = await client.query("select from event where command_id = $1", [commandId]);
    return rowCount ?? 0;
  });
}

/** The stage as the server shows it to this socket now. */
async function stageSeen(socket: Socket): Promise<string> {
  const answer = await request(socket, "room:join", { evaluation: lot.id });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return z.looseObject({ stage: z.string() }).parse(answer["view"]).stage;
}

/** What changes while nobody does anything; presence of test sockets may still be on its way. */
async function settled(): Promise<number> {
  let size = -1;
  await eventually("the record rests", async () => {
    const before = size;
    size = (await recorded()).length;
    return size === before;
  });
  return size;
}

test.each([
  ["nothing", undefined],
  ["null", null],
  ["a number", 7],
  ["a list", [1, 2]],
  ["no id", { command: say("x") }],
  ["an id that is too short", { id: "a", command: say("x") }],
  ["an unknown command", { id: randomUUID(), command: { type: "grantEverything" } }],
  [
    "a command only the server sends",
    { id: randomUUID(), command: { type: "openSheets", sheets: [] } },
  ],
  ["a field too many", { id: randomUUID(), command: { ...say("x"), role: "host" } }],
  ["a name of the prototype", { id: randomUUID(), command: { type: "__proto__" } }],
  ["a pool of the sender's own", { id: randomUUID(), command: { type: "sealDraw", pool: [] } }],
])(
  "a malformed command (%s) is refused in both languages, and the connection stays",
  async (_, body) => {
    const socket = await joined(lot.host.account, lot.id);
    const before = await settled();
    const answer = await request(socket, "room:command", body);
    expect(answer).toMatchObject({
      ok: false,
      refusal: {
        code: "message.malformed",
        category: "invalid",
        zh: expect.stringMatching(/\p{Script=Han}/u),
        en: expect.stringContaining("malformed"),
      },
    });
    expect(await codeOf(request(socket, "clock:now", {}))).toBe("ok");
    expect(await settled()).toBe(before);
  },
);

test("a message of more than 64 KiB is refused as too large, and the connection stays", async () => {
  const socket = await joined(lot.host.account, lot.id);
  const before = await settled();
  expect(await codeOf(command(socket, say("长".repeat(30_000))))).toBe("message.too-large");
  expect(await codeOf(request(socket, "clock:now", {}))).toBe("ok");
  expect(await settled()).toBe(before);
});

test("a frame of more than 256 KiB closes its own socket and no other", async () => {
  const sender = await joined(lot.supervisor.account, lot.id);
  const other = await joined(lot.witness.account, lot.id);
  const gone = new Promise((resolve) => sender.once("disconnect", resolve));
  sender.emit("room:command", { id: randomUUID(), command: say("x".repeat(300 * 1024)) }, () => {});
  await gone;
  expect(other.connected).toBe(true);
  expect(await codeOf(command(other, say("仍在")))).toBe("ok");
});

test("a command out of turn is refused, changes nothing, and others are answered meanwhile", async () => {
  const host = await joined(lot.host.account, lot.id);
  const witness = await joined(lot.witness.account, lot.id);
  const [early, spoken] = await Promise.all([
    command(host, { type: "beginScoring" }),
    command(witness, say("请继续")),
  ]);
  expect(early).toMatchObject({ ok: false, refusal: { category: "conflict" } });
  if (early.ok) throw new Error("unreachable");
  expect(early.refusal.zh).toMatch(/\p{Script=Han}/u);
  expect(spoken.ok).toBe(true);
  expect(await stageSeen(host)).toBe("check-in");
});

test("what a role may never do is refused as forbidden and put on record as an attempt", async () => {
  const witness = await joined(lot.witness.account, lot.id);
  const id = randomUUID();
  expect(await command(witness, { type: "unsealBids" }, { id })).toMatchObject({
    ok: false,
    refusal: { category: "forbidden", zh: expect.stringMatching(/\p{Script=Han}/u) },
  });
  const attempts = (await recorded()).filter((body) => body.includes(id));
  expect(attempts).toHaveLength(1);
  expect(attempts[0]).toContain('"type":"AttemptRefused"');
  // What only the server could add was never added for someone who may not have it.
  expect(attempts[0]).toContain('"bids":[]');
  expect(await stageSeen(witness)).toBe("check-in");
});

test("a command twice under one id has one effect, at once and one after the other", async () => {
  const socket = await joined(lot.host.account, lot.id);
  const id = randomUUID();
  const text = `只说一次 ${id}`;
  const answers = await Promise.all(
    Array.from({ length: 5 }, () => codeOf(command(socket, say(text), { id }))),
  );
  expect(answers).toEqual(["ok", "ok", "ok", "ok", "ok"]);
  const later = await joined(lot.host.account, lot.id);
  expect(await codeOf(command(later, say(text), { id }))).toBe("ok");
  expect(await recordedOf(id)).toBe(1);
});

test("what is no longer so is refused as a conflict: a second draw, a second check-in", async () => {
  const agency = await joined(lot.agency, lot.id);
  expect(await codeOf(command(agency, { type: "sealDraw" }))).not.toBe("ok");
  const { account } = lot.member(0).seat;
  const member = await joined(account, lot.id);
  const again = { type: "checkIn", undertaking: true, recusal: { conflict: false } };
  expect(await command(member, again, { password: account.password })).toMatchObject({
    ok: false,
    refusal: { code: "checkin.already", category: "conflict" },
  });
});

test("who has not joined is told so, and one socket cannot change rooms", async () => {
  const outside = await connected(lot.host.account);
  expect(await codeOf(command(outside, say("x")))).toBe("room.not-joined");
  const draft = { revision: 1, ciphertext: "QUJD" };
  expect(await codeOf(request(outside, "draft:save", draft))).toBe("room.not-joined");
  const socket = await joined(lot.host.account, lot.id);
  const other = await request(socket, "room:join", { evaluation: "another-lot" });
  expect(other).toMatchObject({ ok: false, refusal: { code: "room.unchanged" } });
});

test("a flood is answered with message.too-many, and others' commands are carried out meanwhile", async () => {
  const flooding = await joined(lot.supervisor.account, lot.id);
  const calm = await joined(lot.witness.account, lot.id);
  const flood = Array.from({ length: 1_000 }, () => codeOf(request(flooding, "clock:now", {})));
  const spoken = codeOf(command(calm, say("照常")));
  const codes = await Promise.all(flood);
  expect(await spoken).toBe("ok");
  expect(codes.filter((code) => code === "message.too-many").length).toBeGreaterThan(50);
  expect(codes.filter((code) => code === "ok").length).toBeGreaterThan(50);
});
