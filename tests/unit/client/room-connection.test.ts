import { refuse } from "@yuanping/shared/contracts/refusal.ts";
import { speak } from "@yuanping/shared/i18n/refusals.ts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openRoom, type RoomConnection } from "../../../client/src/connection/room-connection.ts";
import { RoomServer } from "./room-server.ts";
import { until } from "./until.ts";

let server: RoomServer;
let room: RoomConnection;

const open = () =>
  openRoom({
    url: server.url,
    evaluation: "eval-1",
    socketOptions: { transports: ["websocket"], reconnectionDelay: 10, reconnectionDelayMax: 20 },
  });
const texts = (connection: RoomConnection) =>
  connection.getSnapshot().view?.talk.map(({ text }) => text);

const line = (seq: number) => ({ seq, at: seq, type: "Said", role: "host", details: {} });
const head = (size: number) => ({ size, root: "0".repeat(64), at: size });

beforeEach(async () => {
  server = await RoomServer.start();
  room = open();
});

afterEach(async () => {
  room.close();
  await server.stop();
});

describe("a room connection", () => {
  it("joins with a whole view and the server's clock", async () => {
    const state = await until(room, ({ status }) => status === "joined");
    expect(state.view?.tender.title).toBe("智慧园区");
    expect(Math.round(state.clockOffset / 10_000)).toBe(6);
  });

  it("follows the views that the server sends", async () => {
    await until(room, ({ status }) => status === "joined");
    server.tell("one");
    server.tell("two");
    await until(room, ({ version }) => version === 2);
    expect(texts(room)).toEqual(["one", "two"]);
    expect(server.joins).toBe(1);
  });

  it("joins anew when a view was missed", async () => {
    await until(room, ({ status }) => status === "joined");
    server.tellNobody("missed");
    server.tell("seen");
    await until(room, ({ version }) => version === 2);
    expect(texts(room)).toEqual(["missed", "seen"]);
    expect(server.joins).toBe(2);
  });

  it("never takes in a change that leads to what the contract does not allow, and asks for a whole view", async () => {
    await until(room, ({ status }) => status === "joined");
    server.send("room:change", { version: 1, set: { secret: 1 } });
    server.tellNobody("right");
    await until(room, ({ version }) => version === 1);
    expect(texts(room)).toEqual(["right"]);
  });

  it("comes back after a cut with everything that was missed", async () => {
    await until(room, ({ status }) => status === "joined");
    server.cut();
    await until(room, ({ status }) => status === "reconnecting");
    server.tellNobody("meanwhile");
    await until(room, ({ status }) => status === "joined");
    expect(texts(room)).toEqual(["meanwhile"]);
  });

  it("joins over the next line when the one was lost on which it was told to ask again", async () => {
    room.close();
    server.refuseJoin = speak(refuse("unavailable", "room.opening"));
    // The line comes back after it was time to ask again.
    const socketOptions = {
      transports: ["websocket"],
      reconnectionDelay: 2_000,
      randomizationFactor: 0,
    };
    room = openRoom({ url: server.url, evaluation: "eval-1", socketOptions });
    await until(room, ({ refusal }) => refusal?.code === "room.opening");
    server.cut();
    server.refuseJoin = undefined;
    const { view } = await until(room, ({ status }) => status === "joined");
    expect(view?.tender.title).toBe("智慧园区");
  });

  it("comes again when the server that it was sent to hangs up on it", async () => {
    await until(room, ({ status }) => status === "joined");
    server.hangUps = 1;
    server.send("room:moved", { url: server.url, ticket: "t".repeat(43) });
    await until(room, () => server.joins === 2);
    const { refusal } = await until(room, ({ status }) => status === "joined");
    expect(refusal).toBeUndefined();
  });

  it("makes a line anew that does not answer when the machine wakes up, and leaves one alone that does", async () => {
    await until(room, ({ status }) => status === "joined");
    const { id } = room.socket;
    room.check();
    await room.loadDraft();
    expect(room.socket.id).toBe(id);
    server.silent = true;
    room.check();
    await until(room, ({ status }) => status === "reconnecting");
    await until(room, ({ status }) => status === "joined");
    expect(room.socket.id).not.toBe(id);
  });

  it("sends a command that was given while offline once it is back", async () => {
    await until(room, ({ status }) => status === "joined");
    server.cut();
    await until(room, ({ status }) => status === "reconnecting");
    const sent = room.send({ type: "say", text: "later" });
    expect(room.getSnapshot().waiting).toBe(1);
    expect(await sent).toEqual({ ok: true });
    expect(server.said).toEqual(["later"]);
    expect(room.getSnapshot().waiting).toBe(0);
  });

  it("repeats a command whose answer was lost under the same id, so that it has one effect", async () => {
    await until(room, ({ status }) => status === "joined");
    server.loseAnswers = 1;
    const sent = room.send({ type: "say", text: "once" });
    await until(room, ({ version }) => version === 1);
    server.cut();
    expect(await sent).toEqual({ ok: true });
    expect(server.arrived).toHaveLength(2);
    expect(server.carriedOut.size).toBe(1);
    expect(server.said).toEqual(["once"]);
  });

  it("keeps the order of commands across a cut", async () => {
    await until(room, ({ status }) => status === "joined");
    server.cut();
    await Promise.all(["a", "b", "c"].map((text) => room.send({ type: "say", text })));
    expect(server.said).toEqual(["a", "b", "c"]);
  });

  it("says why it was replaced, stays out, and answers what was on its way", async () => {
    await until(room, ({ status }) => status === "joined");
    server.loseAnswers = 1;
    const sent = room.send({ type: "say", text: "lost" });
    await until(room, ({ version }) => version === 1);
    server.send("room:replaced", { zh: "已在别处进入", en: "Entered elsewhere" });
    const state = await until(room, ({ status }) => status === "replaced");
    expect(state.refusal?.zh).toBe("已在别处进入");
    expect((await sent).ok).toBe(false);
    expect(room.socket.active).toBe(false);
    room.comeBack();
    await until(room, ({ status }) => status === "joined");
    expect(server.joins).toBe(2);
  });

  it("passes on why it may not join, and does not try again by itself", async () => {
    room.close();
    server.refuseJoin = speak(refuse("forbidden", "room.not-yours"));
    room = open();
    const state = await until(room, ({ status }) => status === "refused");
    expect(state.refusal?.code).toBe("room.not-yours");
    const sent = await room.send({ type: "say", text: "x" });
    expect(sent).toEqual({ ok: false, refusal: state.refusal });
    expect(server.joins).toBe(1);
  });

  it("keeps the feed in order, each line once", async () => {
    await until(room, ({ status }) => status === "joined");
    server.send("room:feed", { lines: [line(2), line(3)] });
    server.send("room:feed", { lines: [line(1), line(3)] });
    const { feed } = await until(room, (state) => state.feed.length === 3);
    expect(feed.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  });

  it("never goes back to an older head", async () => {
    await until(room, ({ status }) => status === "joined");
    server.send("room:head", head(9));
    server.send("room:head", head(4));
    server.tell("after");
    const state = await until(room, ({ version }) => version === 1);
    expect(state.head?.size).toBe(9);
  });
});
