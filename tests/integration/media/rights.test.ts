import { expect, test } from "vitest";
import {
  attend,
  connect,
  decodes,
  evaluation,
  eventually,
  expert,
  mediaServer,
  personOf,
  opusStream,
  raw,
  rawPeer,
  supervisor,
} from "./harness.ts";

test("who is taken out of the room loses media at once, and has it again when let back in", async () => {
  const server = await mediaServer();
  const all = [expert(0), expert(1), expert(2)];
  server.rooms.setParticipants(evaluation, all);
  const [first, second, recused] = await Promise.all([
    attend(server, 0),
    attend(server, 1),
    attend(server, 2),
  ]);
  await decodes(recused, 0);
  await decodes(first, 2);

  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const refused = await raw(recused.socket, "media:transport", { direction: "receive", epoch: 1 });
  expect(refused.code).toBe("media.not-participant");
  await eventually("the recused sees nobody", () => recused.session.state.tracks.size === 0);
  await eventually("and knows why", () => recused.session.state.status === "refused");
  await eventually(
    "the others no longer see the recused",
    () => !first.session.state.tracks.has(personOf(2)),
  );
  await decodes(first, 1, first.sees(1, "video") + 10);

  server.rooms.setParticipants(evaluation, all);
  await decodes(recused, 0);
  await decodes(second, 2);
});

test("who may no longer send is unseen at once but goes on seeing", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const silenced = await attend(server, 0);
  const other = await attend(server, 1);
  await decodes(other, 0);
  server.rooms.setParticipants(evaluation, [supervisor(0), expert(1)]);
  await eventually("unseen", () => other.session.state.tracks.size === 0);
  await decodes(silenced, 1);
  expect(silenced.session.state.status).toBe("ready");
});

test("a second socket of the same person takes over and the first is told", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const older = await attend(server, 0);
  const other = await attend(server, 1);
  await decodes(other, 0);
  const newer = await attend(server, 0);
  await eventually("the older is told", () => older.session.state.status === "replaced");
  await decodes(newer, 1);
  await decodes(other, 0);

  older.socket.disconnect();
  await decodes(other, 0, other.sees(0, "video") + 10);
  expect(newer.session.state.status).toBe("ready");
});

test("a socket that comes back has its media built again", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const dropped = await attend(server, 0);
  const other = await attend(server, 1);
  await decodes(other, 0);
  dropped.socket.io.engine.close();
  await eventually("gone for the other", () => !other.session.state.tracks.has(personOf(0)));
  await decodes(other, 0);
  await decodes(dropped, 1);
  expect(dropped.session.state.status).toBe("ready");
});

test("nobody joins before the room's state names them", async () => {
  const server = await mediaServer();
  const early = await attend(server, 0);
  await eventually("refused", () => early.session.state.status === "refused");
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  await eventually("let in", () => early.session.state.status === "ready");
  expect(early.session.state.failures.map(({ code }) => code)).toEqual(["media.not-participant"]);
});

test("a socket whose owner may not join is refused whatever the room says", async () => {
  const server = await mediaServer({ mayJoin: () => false });
  server.rooms.setParticipants(evaluation, [expert(0)]);
  const socket = await connect(server, 0);
  expect((await raw(socket, "media:join", {})).code).toBe("media.not-participant");
});

test("where faces and voices are to be disguised a plain track is refused and noted, whatever flowed before goes with it, and a disguised one flows", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [{ ...expert(0), disguised: true }, expert(1)]);
  const socket = await connect(server, 0);
  const viewer = await attend(server, 1, { publishes: false });
  const { send } = await rawPeer(socket);
  const produce = (ssrc: number, mark: object) =>
    raw(socket, "media:produce", {
      transport: send,
      kind: "audio",
      source: "microphone",
      rtpParameters: opusStream(ssrc),
      paused: false,
      ...mark,
    });
  expect((await produce(1001, {})).code).toBe("media.plain-track");
  expect((await produce(1002, { disguised: false })).code).toBe("media.plain-track");
  expect((await produce(1003, { disguised: true })).ok).toBe(true);
  const seen = () => viewer.session.state.tracks.get(personOf(0))?.microphone !== undefined;
  await eventually("the disguised voice arrives", seen);
  expect((await produce(1004, {})).code).toBe("media.plain-track");
  await eventually("and goes with the plain one", () => !seen());
});
