import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { TcpRelay } from "../../../scripts/faults/network/tcp-relay.ts";
import { Seat } from "../../../scripts/demo/seat.ts";
import { Lot } from "../../support/server-people.ts";
import { atEnd, sharedServer } from "../../support/server-process.ts";

const server = sharedServer();
let lot: Lot;

beforeAll(async () => {
  lot = await (await Lot.open(server().url)).checkIn();
  await lot.beginScoring();
}, 120_000);
afterAll(() => lot?.close());

/** A member whose line, and nothing else, leads through a piece of network of its own. */
async function behindRelay(index: number) {
  const relay = await TcpRelay.open(() => Number(new URL(server().url).port));
  atEnd(() => relay.close());
  const { account } = lot.member(index).seat;
  const url = `http://127.0.0.1:${relay.port}`;
  const seat = await new Seat({ ...account, url }, lot.id).joined();
  atEnd(() => seat.close());
  return { relay, seat, person: seat.view.me.person };
}

const seatsOf = (person: string) => lot.host.view.seats.filter((seat) => seat.person === person);
const presence = (person: string) => seatsOf(person).map((seat) => seat.presence);
const statusOf = (person: string) =>
  lot.host.view.members.find((member) => member.person === person)?.status;
const heard = (seat: Seat, text: string) => seat.view.talk.some((line) => line.text === text);

describe("ghosts, duplicates, “everyone left” after a network change", () => {
  test.each([1, 5])(
    "a line that is cut for %i s keeps the seat, its role and its draft, and shows what was missed",
    async (seconds) => {
      const { relay, seat, person } = await behindRelay(0);
      const draft = { revision: seconds, ciphertext: "c2VhbGVk" };
      await seat.saveDraft(draft);
      relay.set({ cut: true });
      const text = `断线 ${seconds} 秒期间`;
      await lot.host.do({ type: "say", text });
      const said = seat.do({ type: "say", text: `${text},我的话` });
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
      expect([presence(person).length, statusOf(person)]).toEqual([1, "admitted"]);
      relay.set({});
      await said;
      await seat.until(() => heard(seat, text));
      await lot.host.until(({ view }) => heard(lot.host, `${text},我的话`) && view !== undefined);
      expect(await seat.connection.loadDraft()).toEqual({ ok: true, draft });
      expect(presence(person)).toEqual(["present"]);
      expect(seat.view.me).toMatchObject({ role: "expert", status: "admitted" });
    },
  );

  test("whoever changes networks is back under the same seat, once, while the old line still hangs", async () => {
    const { relay, seat, person } = await behindRelay(1);
    await lot.host.until(() => presence(person)[0] === "present");
    const { id } = seat.connection.socket;
    relay.changeWay();
    seat.connection.check();
    await seat.until(({ connection }) => connection.getSnapshot().status === "reconnecting");
    await seat.joined();
    expect(seat.connection.socket.id).not.toBe(id);
    await seat.do({ type: "say", text: "换了一个网络" });
    await lot.host.until(() => heard(lot.host, "换了一个网络"));
    expect(presence(person)).toEqual(["present"]);
    expect(lot.host.view.seats.filter((each) => each.presence === "left")).toEqual([]);
  });
});

describe("moderator loses the role or is locked out of the own lobby", () => {
  test("a host who comes back last has the office again, and lets in whom nobody else could", async () => {
    const { seat } = lot.member(2);
    const { person } = seat.view.me;
    await lot.host.do({ type: "returnMember", member: person, reason: "核对身份" });
    lot.host.close();
    await seat.until(({ view }) => view.me.status === "checked-in");
    await lot.supervisor.until(({ view }) =>
      view.seats.some((each) => each.role === "host" && each.presence === "reconnecting"),
    );
    const admit = { type: "admitMember", member: person } as const;
    for (const other of [lot.supervisor, seat]) {
      await expect(other.do(admit)).rejects.toThrow(/not-permitted|not-yours/);
    }
    lot.host = await lot.again(lot.host).joined();
    expect(lot.host.view.me.role).toBe("host");
    await lot.host.do(admit);
    await seat.until(({ view }) => view.me.status === "admitted");
  });
});

describe("lobby bypass", () => {
  test("who waits in the lobby gets no media and no say, and each admission is on record with who gave it", async () => {
    const { seat } = lot.member(2);
    const { person } = seat.view.me;
    await lot.host.do({ type: "returnMember", member: person, reason: "再核对一次" });
    await seat.until(({ view }) => view.me.status === "checked-in");
    await expect(seat.do({ type: "say", text: "我先说" })).rejects.toThrow("room.not-yours");
    const { socket } = seat.connection;
    const asked: unknown = await socket.timeout(10_000).emitWithAck("media:join", {});
    expect(asked).toMatchObject({ ok: false });
    await lot.host.do({ type: "admitMember", member: person });
    await seat.until(({ view }) => view.me.status === "admitted");
    const admissions = () =>
      lot.supervisor.connection.getSnapshot().feed.filter(({ type }) => type === "MemberAdmitted");
    await lot.supervisor.until(() => admissions().at(-1)?.role === "host");
    expect(new Set(admissions().map(({ role }) => role))).toEqual(new Set(["host"]));
  });
});
