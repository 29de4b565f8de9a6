import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asOwner } from "../../support/server-database.ts";
import { Lot } from "../../support/server-people.ts";
import { eventually, sharedServer } from "../../support/server-process.ts";
import { codeOf, command, joined, request } from "../../support/server-wire.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
}, 120_000);
afterAll(() => lot?.close());

function presenceOf(person: string) {
  return lot.host.view.seats.find((seat) => seat.person === person)?.presence;
}

test("a second socket of the same person takes the seat over, and the first is told why and let go", async () => {
  const { seat } = lot.member(0);
  const { person } = seat.view.me;
  const first = await joined(seat.account, lot.id);
  const told = new Promise<unknown>((resolve) => first.once("room:replaced", resolve));
  const gone = new Promise((resolve) => first.once("disconnect", resolve));
  const second = await joined(seat.account, lot.id);
  expect(await told).toEqual({
    zh: expect.stringMatching(/\p{Script=Han}/u),
    en: expect.stringContaining("elsewhere"),
  });
  await gone;
  expect(await codeOf(command(second, { type: "say", text: "换了一台电脑" }))).toBe("ok");
  await lot.host.until(() => presenceOf(person) === "present");
});

test("a lost line keeps the seat: everybody sees it wait, and coming back brings the whole view", async () => {
  const { seat } = lot.member(1);
  const { person } = seat.view.me;
  const socket = await joined(seat.account, lot.id);
  await lot.host.until(() => presenceOf(person) === "present");
  socket.disconnect();
  await lot.host.until(() => presenceOf(person) === "reconnecting");
  await lot.host.do({ type: "say", text: `离线期间 ${lot.id}` });

  const back = await joined(seat.account, lot.id);
  const { view } = await wholeView(back);
  expect(JSON.stringify(view)).toContain(`离线期间 ${lot.id}`);
  await lot.host.until(() => presenceOf(person) === "present");
  // The seat was kept, so nobody had to admit the member again.
  expect(lot.host.view.members.find((member) => member.person === person)?.status).toBe("admitted");
});

test("what was sent before the line broke has one effect when it is sent again after it", async () => {
  const { account } = lot.member(2).seat;
  const id = randomUUID();
  const body = { type: "say", text: "断线前后同一句" };
  const first = await joined(account, lot.id);
  // Nobody listens for the answer, as if it had been lost with the line.
  first.emit("room:command", { id, command: body }, () => {});
  await eventually("it is on record", async () => (await recordedOf(id)) > 0);
  first.disconnect();
  const second = await joined(account, lot.id);
  expect(await codeOf(command(second, body, { id }))).toBe("ok");
  expect(await recordedOf(id)).toBe(1);
});

test("the product's client, cut off, comes back by itself and its waiting command is carried out", async () => {
  const seat = await lot.again(lot.witness).joined();
  seat.connection.socket.io.engine.close();
  await seat.until(({ connection }) => connection.getSnapshot().status === "reconnecting");
  await seat.do({ type: "say", text: "我回来了" });
  expect(seat.connection.getSnapshot().status).toBe("joined");
});

async function wholeView(socket: Parameters<typeof request>[0]): Promise<{ view: unknown }> {
  const answer = await request(socket, "room:join", { evaluation: lot.id });
  if (!answer.ok) throw new Error(answer.refusal.code);
  return { view: answer["view"] };
}

async function recordedOf(commandId: string): Promise<number> {
  return asOwner(server().dataDir, async (client) => {
    const { rowCount } = await client.query("select from event where command_id = $1", [commandId]);
    return rowCount ?? 0;
  });
}
