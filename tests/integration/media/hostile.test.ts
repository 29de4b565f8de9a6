import { expect, test } from "vitest";
import type { MediaSocket } from "../../../client/src/media/ask.ts";
import {
  attend,
  connect,
  decodes,
  evaluation,
  eventually,
  expert,
  mediaServer,
  opusOnly,
  opusStream,
  pause,
  raw,
  rawPeer,
  rawProducer,
  record,
  supervisor,
} from "./harness.ts";

test("a stranger gets nothing, whatever they ask for", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const honest = await connect(server, 0);
  const { send } = await rawPeer(honest);
  const producer = (await rawProducer(honest, send, 1)).body["producer"];
  const stranger = await connect(server, 9);
  const heard: unknown[] = [];
  stranger.on("media:tracks", (body) => heard.push(body));

  const codes = [
    await raw(stranger, "media:join", {}),
    await raw(stranger, "media:transport", { direction: "receive", epoch: 1 }),
    await raw(stranger, "media:consume", { producer, transport: send, rtpCapabilities: opusOnly }),
    await rawProducer(stranger, send, 2),
    await raw(stranger, "media:close", { producer }),
    await raw(stranger, "media:pause", { producer }),
    await raw(stranger, "media:restart-ice", { transport: send }),
  ].map(({ ok, code }) => (ok ? "granted" : code));
  expect(codes).toEqual([
    "media.not-participant",
    ...Array.from({ length: 6 }, () => "media.not-joined"),
  ]);
  expect(heard).toEqual([]);
});

test("ids of another room, and of another person of the same room, lead nowhere", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  server.rooms.setParticipants("lot-two", [expert(2), expert(3)]);
  const victim = await connect(server, 0);
  const theirs = await rawPeer(victim);
  const producer = (await rawProducer(victim, theirs.send, 1)).body["producer"];
  const neighbour = await connect(server, 1);
  await rawPeer(neighbour);
  const outsider = await connect(server, 2, "lot-two");
  const own = await rawPeer(outsider);

  for (const attacker of [neighbour, outsider]) {
    const attempts = [
      await rawProducer(attacker, theirs.send, 2),
      await raw(attacker, "media:close", { producer }),
      await raw(attacker, "media:pause", { producer }),
      await raw(attacker, "media:unpause", { producer }),
      await raw(attacker, "media:restart-ice", { transport: theirs.receive }),
      await raw(attacker, "media:consume", {
        producer,
        transport: theirs.receive,
        rtpCapabilities: opusOnly,
      }),
    ];
    expect(attempts.map(({ code }) => code)).toEqual(attempts.map(() => "media.unknown"));
  }
  const across = { producer, transport: own.receive, rtpCapabilities: opusOnly };
  expect((await raw(outsider, "media:consume", across)).code).toBe("media.unknown");
  expect((await raw(victim, "media:pause", { producer })).ok).toBe(true);
});

test("a supervisor who pretends to be an expert is refused at every door", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), supervisor(5)]);
  const socket = await connect(server, 5);
  const { send, receive } = await rawPeer(socket);
  expect(send).toBeUndefined();
  expect((await rawProducer(socket, receive, 1)).code).toBe("media.may-not-send");
});

test("malformed and oversized messages are refused and nobody else notices", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1), expert(2)]);
  const [first, second] = await Promise.all([attend(server, 0), attend(server, 1)]);
  const hostile = await connect(server, 2);
  const { send } = await rawPeer(hostile);
  const stream = opusStream(7);
  const produce = { transport: send, kind: "audio", source: "microphone", paused: false };
  const codec = stream.codecs[0];
  const malformed: readonly (readonly [string, unknown])[] = [
    ["media:join", undefined],
    ["media:join", null],
    ["media:join", { admin: true }],
    ["media:join", "x".repeat(500_000)],
    ["media:transport", { direction: "sideways", epoch: 1 }],
    ["media:transport", { direction: "send", epoch: 1.5 }],
    ["media:connect", { transport: send, dtlsParameters: { fingerprints: [] } }],
    ["media:connect", { transport: "../../etc", dtlsParameters: {} }],
    ["media:produce", { ...produce, rtpParameters: { ...stream, codecs: [] } }],
    ["media:produce", { ...produce, rtpParameters: { ...stream, encodings: [{ ssrc: -1 }] } }],
    ["media:produce", { ...produce, source: "ceiling", rtpParameters: stream }],
    [
      "media:produce",
      {
        ...produce,
        rtpParameters: { ...stream, codecs: Array.from({ length: 900 }, () => codec) },
      },
    ],
    ["media:consume", { producer: {}, transport: [], rtpCapabilities: 7 }],
    ["media:layers", { consumer: send, spatial: 99, temporal: 0 }],
  ];
  for (const [name, payload] of malformed) {
    expect([name, (await raw(hostile, name, payload)).code]).toEqual([name, "media.malformed"]);
  }

  const wrongKind = { ...produce, source: "camera", rtpParameters: stream };
  expect((await raw(hostile, "media:produce", wrongKind)).code).toBe("media.kind-mismatch");
  const unknownCodec = {
    ...stream,
    codecs: [{ mimeType: "audio/none", payloadType: 100, clockRate: 1 }],
  };
  const strange = { ...produce, rtpParameters: unknownCodec };
  expect((await raw(hostile, "media:produce", strange)).code).toBe("media.bad-parameters");
  const noIdentity = { ...produce, rtpParameters: { ...stream, encodings: [{}] } };
  expect((await raw(hostile, "media:produce", noIdentity)).code).toBe("media.bad-parameters");
  hostile.emit("media:join");
  hostile.emit("media:produce", produce);

  await decodes(first, 1);
  await decodes(second, 0);
  expect(server.faults).toEqual([]);
});

test("two streams of one person under one number are refused, not mixed", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [
    { ...expert(0), mayPublish: ["microphone", "camera", "screen"] },
  ]);
  const socket = await connect(server, 0);
  const { send } = await rawPeer(socket);
  expect((await rawProducer(socket, send, 1)).ok).toBe(true);
  const video = {
    codecs: [{ mimeType: "video/VP8", payloadType: 101, clockRate: 90_000 }],
    encodings: [{ ssrc: 1 }],
  };
  const camera = { transport: send, kind: "video", source: "camera", paused: false };
  const same = await raw(socket, "media:produce", { ...camera, rtpParameters: video });
  expect(same.code).toBe("media.bad-parameters");
});

test("someone else's stream number leads to nothing of theirs: everyone is heard as themselves", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1), expert(2)]);
  const said: unknown[] = [];
  const overheard = async (socket: MediaSocket): Promise<MediaSocket> => ({
    get connected() {
      return socket.connected;
    },
    on: (event, hears) => socket.on(event, hears),
    off: (event, hears) => socket.off(event, hears),
    emitWithAck: (event, payload) => {
      if (event === "media:produce") said.push(payload);
      return socket.emitWithAck(event, payload);
    },
  });
  await attend(server, 0, { through: overheard });
  const listener = await attend(server, 1);
  await decodes(listener, 0);
  const attacker = await connect(server, 2);
  const { send } = await rawPeer(attacker);
  for (const theirs of said.map(record)) {
    await raw(attacker, "media:produce", { ...theirs, transport: send });
  }
  await decodes(listener, 0, listener.sees(0, "audio") + 20);
  expect(listener.sees(2, "audio")).toBe(0);
  expect(server.faults).toEqual([]);
});

test("a thousand transports are not opened: what is too much is refused, and one a direction is kept", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0)]);
  const socket = await connect(server, 0);
  const { body } = await raw(socket, "media:join", {});
  const asked = { direction: "send", epoch: body["epoch"] };
  const answers = await Promise.all(
    Array.from({ length: 1_000 }, () => raw(socket, "media:transport", asked)),
  );
  expect(new Set(answers.map(({ code }) => code ?? "opened"))).toEqual(
    new Set(["opened", "media.too-many"]),
  );
  const opened = answers.flatMap(({ ok, body: { transport } }) => (ok ? [transport] : []));
  await pause(500);
  const restarted = [];
  for (const transport of opened.slice(-20)) {
    restarted.push((await raw(socket, "media:restart-ice", { transport })).code ?? "there");
  }
  expect(restarted.filter((code) => code === "there")).toHaveLength(1);
});

test("a flood is cut off, the flooder can go on later, and nobody else is slowed", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1), expert(2)]);
  const [first, second] = await Promise.all([attend(server, 0), attend(server, 1)]);
  await decodes(first, 1);
  const flooder = await connect(server, 2);
  await raw(flooder, "media:join", {});
  const flood = await Promise.all(
    Array.from({ length: 600 }, () =>
      raw(flooder, "media:transport", { direction: "send", epoch: 1 }),
    ),
  );
  const limited = flood.filter(({ code }) => code === "media.too-many");
  expect(limited.length).toBeGreaterThan(300);
  expect(flood.filter(({ ok }) => ok).length).toBeGreaterThan(0);
  await decodes(second, 0, second.sees(0, "video") + 10);
  await pause(200);
  expect((await raw(flooder, "media:join", {})).ok).toBe(true);
});

test("asking twice for the same thing never leaves two of it", async () => {
  const server = await mediaServer();
  server.rooms.setParticipants(evaluation, [expert(0), expert(1)]);
  const socket = await connect(server, 0);
  const viewer = await connect(server, 1);
  const lists: unknown[] = [];
  viewer.on("media:tracks", (body) => lists.push(record(body)["tracks"]));
  const { receive } = await rawPeer(viewer);
  const { send } = await rawPeer(socket);
  const [older, newer] = await Promise.all([
    rawProducer(socket, send, 11),
    rawProducer(socket, send, 12),
  ]);
  expect([older.ok, newer.ok]).toEqual([true, true]);
  await eventually("one track is listed", () => {
    const last = lists.at(-1);
    return Array.isArray(last) && last.length === 1;
  });
  const consume = {
    producer: newer.body["producer"],
    transport: receive,
    rtpCapabilities: opusOnly,
  };
  const first = await raw(viewer, "media:consume", consume);
  const second = await raw(viewer, "media:consume", consume);
  expect((await raw(viewer, "media:resume", { consumer: first.body["consumer"] })).code).toBe(
    "media.unknown",
  );
  expect((await raw(viewer, "media:resume", { consumer: second.body["consumer"] })).ok).toBe(true);
  const gone = { ...consume, producer: older.body["producer"] };
  expect((await raw(viewer, "media:consume", gone)).code).toBe("media.unknown");
});
